import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrimConfig } from '#src/config/processing-config.contract.ts';
import { EditList } from '#src/documents/edit.contract.ts';
import type { Probe } from '#src/documents/probe.contract.ts';
import { gapsBetween, lengthOf, type Range, totalLength } from '#src/documents/ranges.ts';
import { manualEdit, mergedEdit } from '#src/media/edit/manual-edit.ts';
import { keepAll, planCuts } from '#src/media/edit/plan-cuts.ts';
import { frameGrid } from '#src/media/timeline/frame-grid.ts';

const video = (frame_rate: string, start_seconds: number): Probe['video'] => ({
  codec: 'h264',
  width: 640,
  height: 360,
  rotation: 0,
  frame_rate,
  variable_frame_rate: false,
  pixel_format: 'yuv420p',
  start_seconds,
});
const PROBES = [
  { video: null },
  { video: video('25/1', 0) },
  { video: video('30000/1001', 0.011) },
] as const;
const [soundOnly, twentyFive] = PROBES;

const sound = [
  { start: 3, end: 10 },
  { start: 16, end: 30.13 },
];
const automaticOf = (probe: Pick<Probe, 'video'>) =>
  planCuts({
    sound,
    sourceSeconds: 45.01,
    trim: TrimConfig.parse({}),
    grid: probe.video && frameGrid(probe.video),
  });
const plain = (cuts: EditList['cuts']) => cuts.map(({ start, end }) => ({ start, end }));

describe('by example', () => {
  const automatic = automaticOf(twentyFive);

  test('cuts shrink to frames, are joined, and say that a person asked for them', () => {
    const wanted = [
      { start: 22.03, end: 23 },
      { start: 20.01, end: 22.05 },
    ];
    expect(manualEdit(wanted, automatic, twentyFive)?.cuts).toEqual([
      { start: 20.04, end: 23, reason: 'manual' },
      { start: 45, end: 45.01, reason: 'tail' },
    ]);
  });

  test('a pause that was cut anyway keeps its reason, also when less of it goes', () => {
    const [, pause] = automatic.cuts;
    const less = { start: (pause?.start ?? 0) + 1, end: pause?.end ?? 0 };
    const reasons = manualEdit([{ start: 0, end: 4 }, less], automatic, twentyFive)?.cuts;
    expect(reasons?.map(({ reason }) => reason)).toEqual(['manual', 'pause', 'tail']);
  });

  test.each([
    ['nothing', []],
    ['less than a frame', [{ start: 5.001, end: 5.03 }]],
  ])('%s cut is the whole recording', (_, wanted) => {
    expect(manualEdit(wanted, automatic, twentyFive)).toEqual(keepAll(45.01));
  });

  test.each([
    ['everything', [{ start: 0, end: 45.01 }], twentyFive],
    ['all but half a frame', [{ start: 0, end: 45 }], twentyFive],
    ['all but a click of sound', [{ start: 0.01, end: 45.01 }], soundOnly],
  ])('%s cut leaves nothing to show', (_, wanted, probe) => {
    expect(manualEdit(wanted, automaticOf(probe), probe)).toBeUndefined();
  });

  test('the automatic list counts without cuts of a person, and where theirs leave nothing', () => {
    expect(mergedEdit(automatic, null, twentyFive)).toBe(automatic);
    expect(mergedEdit(automatic, [{ start: 0, end: 46 }], twentyFive)).toBe(automatic);
    expect(mergedEdit(automatic, [], twentyFive)).toEqual(keepAll(45.01));
  });
});

const ranges = fc.array(
  fc
    .tuple(
      fc.double({ min: 0, max: 45, noNaN: true }),
      fc.double({ min: 0.001, max: 15, noNaN: true }),
    )
    .map(([start, length]): Range => ({ start, end: Math.min(45.01, start + length) })),
  { maxLength: 25 },
);

describe.each(PROBES)('always, with %o', probe => {
  const automatic = automaticOf(probe);
  const grid = probe.video && frameGrid(probe.video);
  const frame = grid ? grid.seconds / grid.frames : 0.02;

  test('a valid list, in order, of whole frames, that cuts no more than was asked', () => {
    fc.assert(
      fc.property(ranges, wanted => {
        const edit = manualEdit(wanted, automatic, probe);
        if (!edit) return;
        EditList.parse(edit);
        expect(totalLength(edit.kept) + totalLength(edit.cuts)).toBeCloseTo(45.01, 6);
        edit.kept.forEach((range, index) => {
          expect(lengthOf(range)).toBeGreaterThan(frame - 1e-5);
          expect(range.start).toBeGreaterThan(edit.kept[index - 1]?.end ?? -1);
        });
        for (const cut of edit.cuts.filter(({ reason }) => reason === 'manual')) {
          const holds = (at: number) =>
            wanted.some(({ start, end }) => start - frame <= at && at <= end + frame);
          expect(holds(cut.start) && holds(cut.end)).toBe(true);
        }
      }),
    );
  });

  test('snapping again changes nothing, by cuts or by what is kept', () => {
    fc.assert(
      fc.property(ranges, wanted => {
        const edit = manualEdit(wanted, automatic, probe);
        if (!edit) return;
        expect(manualEdit(plain(edit.cuts), automatic, probe)).toEqual(edit);
        const around = gapsBetween(edit.kept, edit.source_seconds);
        expect(manualEdit(around, automatic, probe)).toEqual(edit);
      }),
    );
  });

  test('the automatic list sent back is the automatic list', () => {
    expect(manualEdit(plain(automatic.cuts), automatic, probe)).toEqual(automatic);
  });

  test('the order of what is asked does not matter', () => {
    fc.assert(
      fc.property(ranges, wanted => {
        const reversed = manualEdit([...wanted].reverse(), automatic, probe);
        expect(reversed).toEqual(manualEdit(wanted, automatic, probe));
      }),
    );
  });
});
