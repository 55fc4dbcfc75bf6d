import { describe, expect, test } from 'vitest';
import { type Range, totalLength } from '#src/media/ranges.ts';
import { TrimConfig } from '#src/recordings/processing-config.contract.ts';
import { analyzed, testFolder } from './support/engine.ts';
import { makeLecture, withNoise } from './support/lecture.ts';

const folder = testFolder();
const lecture = makeLecture(folder);
const { margin_seconds: margin, min_pause_seconds: minPause } = TrimConfig.parse({});

/** What should go: silences that are long enough for their place, less a margin beside words. */
const wanted = lecture.silences.flatMap(({ start, end }) => {
  const [atStart, atEnd] = [start === 0, end === lecture.seconds];
  if (end - start < (atStart || atEnd ? 1 : minPause)) return [];
  return [{ start: atStart ? 0 : start + margin, end: atEnd ? end : end - margin }];
});

/** Seconds that two lists of ranges have in common. */
const shared = (some: readonly Range[], others: readonly Range[]) =>
  totalLength(
    some.flatMap(a =>
      others.flatMap(b => {
        const range = { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
        return range.end > range.start ? [range] : [];
      }),
    ),
  );

describe('silence against the recording’s own floor', () => {
  test.each([0, 0.0005, 0.003, 0.01, 0.015])('noise of %d', async amplitude => {
    const path = amplitude ? withNoise(folder, lecture.path, amplitude) : lecture.path;
    const { edit, probe } = await analyzed(folder, path);
    const found = shared(edit.cuts, wanted);
    expect(found / totalLength(edit.cuts)).toBeGreaterThanOrEqual(0.98);
    expect(found / totalLength(wanted)).toBeGreaterThanOrEqual(0.98);
    // No word loses anything: every cut lies in a silence.
    expect(shared(edit.cuts, lecture.silences)).toBeCloseTo(totalLength(edit.cuts), 2);
    expect(probe.noise_floor_dbfs).toBeLessThan(-40);
  });
});
