import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPcmCut } from '#src/media/render/pcm-cut.ts';
import type { SampleSpan } from '#src/media/timeline/spans.ts';

const RATE = 1000;
const ramp = (length: number, channels = 1) =>
  Float32Array.from({ length: length * channels }, (_, at) => 1 + Math.floor(at / channels));

function run(spans: SampleSpan[], input: Float32Array, pieces: number[] = [], channels = 1) {
  const cut = createPcmCut({ spans, sampleRate: RATE, channels });
  const out: number[] = [];
  let at = 0;
  for (const size of [...pieces, input.length / channels]) {
    const end = Math.min(input.length, at + size * channels);
    for (const piece of cut.push(input.slice(at, end))) out.push(...piece);
    at = end;
  }
  for (const piece of cut.finish()) out.push(...piece);
  return out;
}

describe('to the sample', () => {
  test('one span is a plain slice, without fades', () => {
    expect(run([{ start: 100, length: 5 }], ramp(500))).toEqual([101, 102, 103, 104, 105]);
  });

  test('before the first and after the last sample is silence', () => {
    expect(run([{ start: -2, length: 4 }], ramp(10))).toEqual([0, 0, 1, 2]);
    expect(run([{ start: 8, length: 5 }], ramp(10))).toEqual([9, 10, 0, 0, 0]);
    expect(run([{ start: 50, length: 3 }], ramp(10))).toEqual([0, 0, 0]);
  });

  test('joins fade out and in, the two ends do not', () => {
    const ones = new Float32Array(100).fill(1);
    const out = run(
      [
        { start: 0, length: 20 },
        { start: 50, length: 20 },
      ],
      ones,
    );
    const fade = [5 / 6, 4 / 6, 3 / 6, 2 / 6, 1 / 6];
    const near = (from: number, expected: number[]) => {
      for (const [at, value] of expected.entries()) expect(out[from + at]).toBeCloseTo(value, 6);
    };
    expect(out).toHaveLength(40);
    near(0, [1, 1, 1]);
    near(15, fade);
    near(20, fade.toReversed());
    near(25, [1]);
    near(37, [1, 1, 1]);
  });

  test('channels stay together', () => {
    expect(run([{ start: 1, length: 2 }], ramp(5, 2), [1, 1], 2)).toEqual([2, 2, 3, 3]);
  });
});

test('how the stream is broken up changes nothing', () => {
  const spans = [
    { start: -3, length: 30 },
    { start: 40, length: 25 },
    { start: 90, length: 1 },
    { start: 95, length: 40 },
  ];
  const whole = run(spans, ramp(120));
  expect(whole).toHaveLength(96);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 })), pieces => {
      expect(run(spans, ramp(120), pieces)).toEqual(whole);
    }),
  );
});
