import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editOf, keepAll } from '#src/media/edit/plan-cuts.ts';
import type { Source } from '#src/media/original/source.ts';
import { planRender, type RenderMethod } from '#src/media/render/render-plan.ts';
import { splitIntoParts } from '#src/media/render/split-parts.ts';
import { frameTotal, samplesOfFrames } from '#src/media/timeline/spans.ts';
import { probeFor, SOURCE } from '../support/source.ts';

const whole = keepAll(60);
const cut = editOf(
  [
    { start: 4, end: 20 },
    { start: 30, end: 60 },
  ],
  60,
);

function methods(source: Source = SOURCE, edit = whole) {
  return planRender({ source, probe: probeFor(source, 60), edit, cores: 2 });
}
const kinds = (made: RenderMethod[]) => made.map(({ kind }) => kind);

describe('the best way first', () => {
  const video = SOURCE.video;
  const audio = SOURCE.audio;
  test.each([
    ['web-safe and uncut: copied', SOURCE, whole, ['remux', 'encode', 'encode']],
    ['cut: encoded', SOURCE, cut, ['encode', 'encode']],
    [
      'turned',
      { ...SOURCE, video: { ...video, rotation: 90 as const } },
      whole,
      ['encode', 'encode'],
    ],
    [
      'interlaced',
      { ...SOURCE, video: { ...video, interlaced: true } },
      whole,
      ['encode', 'encode'],
    ],
    [
      'ten bits',
      { ...SOURCE, video: { ...video, pixelFormat: 'yuv420p10le' } },
      whole,
      ['encode', 'encode'],
    ],
    [
      'a size that changes',
      { ...SOURCE, video: { ...video, changesSize: true } },
      whole,
      ['encode', 'encode'],
    ],
    ['no index: from the beginning', { ...SOURCE, seekable: false }, cut, ['encode']],
    ['safe sound alone', { ...SOURCE, video: null }, whole, ['remux', 'sound']],
    [
      'other sound alone',
      { ...SOURCE, video: null, audio: { ...audio, codec: 'flac' } },
      whole,
      ['sound'],
    ],
    ['cut sound', { ...SOURCE, video: null }, cut, ['sound']],
  ])('%s', (_, source, edit, expected) => {
    expect(kinds(methods(source, edit))).toEqual(expected);
  });

  test('six channels beside a safe picture: only the sound is encoded', () => {
    const [first] = methods({ ...SOURCE, audio: { ...audio, channels: 6 } });
    expect(first).toMatchObject({ kind: 'remux', video: 'copy', audio: 'encode' });
  });

  test.each([
    [44_100, 2, 44_100, 2],
    [96_000, 6, 48_000, 2],
    [8000, 1, 48_000, 1],
  ])('%d Hz with %d channels becomes %d Hz with %d', (sampleRate, channels, rate, wide) => {
    const [first] = methods({
      ...SOURCE,
      video: null,
      audio: { ...audio, codec: 'pcm', sampleRate, channels },
    });
    expect(first).toMatchObject({ sound: { sampleRate: rate, channels: wide } });
  });
});

test('two channels that carry one sound become one channel', () => {
  const source = { ...SOURCE, video: null };
  const probe = probeFor(source, 60);
  const equal = { ...probe, audio: probe.audio && { ...probe.audio, equal_channels: true } };
  const [method] = planRender({ source, probe: equal, edit: cut, cores: 2 });
  expect(method).toMatchObject({ kind: 'sound', sound: { channels: 1 } });
});

const grid = { frames: 30_000, seconds: 1001, originSeconds: 0.01 };
const spanLists = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 })), {
    minLength: 1,
    maxLength: 60,
  })
  .map(steps => {
    let at = 0;
    return steps.map(([gap, length]) => {
      const from = at + gap;
      at = from + length;
      return { from, to: at };
    });
  });

describe('parts', () => {
  test('hold every frame once, in order, whatever the cores', () => {
    fc.assert(
      fc.property(spanLists, fc.integer({ min: 1, max: 16 }), (spans, cores) => {
        const parts = splitIntoParts({ spans, grid, cores, seekable: true, threads: 1 });
        const joined: { from: number; to: number }[] = [];
        for (const span of parts.flatMap(part => part.spans)) {
          const last = joined.at(-1);
          if (last?.to === span.from) last.to = span.to;
          else joined.push({ ...span });
        }
        expect(joined).toEqual(spans);
        expect(parts.map(part => part.holdsLastPicture).lastIndexOf(false)).toBe(parts.length - 2);
      }),
    );
  });

  test('are about equal', () => {
    const parts = splitIntoParts({
      spans: [{ from: 0, to: 9000 }],
      grid,
      cores: 4,
      seekable: true,
      threads: 1,
    });
    const sizes = parts.map(part => frameTotal(part.spans));
    expect(parts.length).toBeGreaterThanOrEqual(4);
    expect(Math.max(...sizes)).toBeLessThan((9000 / parts.length) * 1.3);
  });

  test('jump over long cuts instead of decoding them', () => {
    const spans = [
      { from: 0, to: 100 },
      { from: 5000, to: 5100 },
    ];
    const parts = splitIntoParts({ spans, grid, cores: 1, seekable: true, threads: 1 });
    expect(parts.map(part => part.spans)).toEqual([[spans[0]], [spans[1]]]);
    expect(parts[0]?.seekSeconds).toBeNull();
    expect(parts[1]?.seekSeconds).toBeCloseTo(5000 / 29.97 - 1, 1);
  });
});

test('the sound of a thousand spans is as long as their frames, to one sample', () => {
  fc.assert(
    fc.property(spanLists, spans => {
      const samples = samplesOfFrames(spans, grid, 44_100).reduce(
        (sum, { length }) => sum + length,
        0,
      );
      const exact = (frameTotal(spans) * 1001 * 44_100) / 30_000;
      expect(Math.abs(samples - exact)).toBeLessThanOrEqual(1);
    }),
  );
});
