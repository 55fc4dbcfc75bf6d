import fc from 'fast-check';
import { expect, test } from 'vitest';
import { previewsOf } from '../../../src/publishing/previews.ts';

const gaps = fc.array(fc.double({ min: 0.5, max: 30, noNaN: true }), {
  minLength: 2,
  maxLength: 40,
});
const size = { version: 1, tile_width: 160, tile_height: 90, columns: 10 } as const;

/** Every second stretch is cut. */
function editOf(lengths: readonly number[]) {
  const ends = lengths.map((_, index) => lengths.slice(0, index + 1).reduce((a, b) => a + b, 0));
  const stretches = ends.map((end, index) => ({ start: ends[index - 1] ?? 0, end }));
  const kept = stretches.filter((_, index) => index % 2 === 0);
  const cuts = stretches
    .filter((_, index) => index % 2 === 1)
    .map(cut => ({ ...cut, reason: 'pause' as const }));
  const kept_seconds = kept.reduce((sum, { start, end }) => sum + end - start, 0);
  return { version: 1 as const, source_seconds: ends.at(-1) ?? 0, kept_seconds, kept, cuts };
}

test('whatever was cut, previews follow each other from the beginning to the end', () => {
  fc.assert(
    fc.property(gaps, lengths => {
      const edit = editOf(lengths);
      const seconds = Array.from({ length: Math.ceil(edit.source_seconds / 2) }, (_, i) => i * 2);
      const previews = previewsOf({ ...size, seconds }, edit);
      expect(previews[0]?.start).toBe(0);
      expect(previews.at(-1)?.end).toBe(edit.kept_seconds);
      for (const [index, { start, end }] of previews.entries()) {
        expect(end).toBeGreaterThan(start);
        if (index > 0) expect(start).toBe(previews[index - 1]?.end);
      }
    }),
  );
});

test('a recording whose tiles were all cut away has no previews', () => {
  expect(previewsOf({ ...size, seconds: [3] }, editOf([2, 2]))).toEqual([]);
});
