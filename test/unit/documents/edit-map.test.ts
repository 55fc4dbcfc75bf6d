import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKept, mapRange, toEdited, toOriginal } from '#src/documents/edit-map.ts';
import { totalLength } from '#src/documents/ranges.ts';
import { editOf } from '#src/media/edit/plan-cuts.ts';

/** Kept ranges in thousandths, at least one apart, and an original that lasts past them. */
const edits = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 50_000 })), {
    minLength: 1,
    maxLength: 30,
  })
  .chain(steps => fc.tuple(fc.constant(steps), fc.integer({ min: 0, max: 9000 })))
  .map(([steps, rest]) => {
    let at = 0;
    const kept = steps.map(([gap, length]) => {
      const start = at + gap;
      at = start + length;
      return { start: start / 1000, end: at / 1000 };
    });
    return editOf(kept, (at + rest) / 1000);
  });
const seconds = fc.double({ min: -5, max: 4000, noNaN: true });

const plain = editOf(
  [
    { start: 2, end: 5 },
    { start: 10, end: 12 },
  ],
  20,
);

describe('by example', () => {
  test.each([
    [0, 0],
    [2, 0],
    [4.5, 2.5],
    [5, 3],
    [7, 3],
    [10, 3],
    [11, 4],
    [12, 5],
    [99, 5],
  ])('original %d is edited %d', (original, edited) => {
    expect(toEdited(plain, original)).toBe(edited);
  });

  test.each([
    [0, 2],
    [2.5, 4.5],
    [3, 10],
    [5, 12],
    [99, 12],
  ])('edited %d is original %d', (edited, original) => {
    expect(toOriginal(plain, edited)).toBe(original);
  });

  test.each([
    ['inside one range', { start: 3, end: 4 }, [{ start: 1, end: 2 }]],
    ['over a cut', { start: 4, end: 11 }, [{ start: 2, end: 4 }]],
    ['cut whole', { start: 5, end: 10 }, []],
    ['reaching outside', { start: 0, end: 20 }, [{ start: 0, end: 5 }]],
  ])('a stretch %s', (_, range, mapped) => {
    expect(mapRange(plain, range)).toEqual(mapped);
  });

  test('ends of ranges are no longer kept', () => {
    expect([1.99, 2, 4.99, 5, 10, 12].map(at => isKept(plain, at))).toEqual([
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('always', () => {
  test('later stays later', () => {
    fc.assert(
      fc.property(edits, seconds, seconds, (edit, a, b) => {
        const [early, late] = [Math.min(a, b), Math.max(a, b)];
        expect(toEdited(edit, early)).toBeLessThanOrEqual(toEdited(edit, late));
        expect(toOriginal(edit, early)).toBeLessThanOrEqual(toOriginal(edit, late));
      }),
    );
  });

  test('kept moments come back', () => {
    fc.assert(
      fc.property(
        edits,
        fc.nat(),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (edit, n, share) => {
          const range = edit.kept[n % edit.kept.length] ?? { start: 0, end: 0 };
          const at = range.start + share * (range.end - range.start);
          expect(isKept(edit, at)).toBe(true);
          expect(toOriginal(edit, toEdited(edit, at))).toBeCloseTo(at, 6);
        },
      ),
    );
  });

  test('edited moments come back, except at a join', () => {
    fc.assert(
      fc.property(edits, fc.double({ min: 0, max: 1, noNaN: true }), (edit, share) => {
        const at = share * edit.kept_seconds;
        expect(toEdited(edit, toOriginal(edit, at))).toBeCloseTo(at, 6);
      }),
    );
  });

  test('lengths add up', () => {
    fc.assert(
      fc.property(edits, edit => {
        expect(toEdited(edit, edit.source_seconds)).toBe(edit.kept_seconds);
        expect(totalLength(mapRange(edit, { start: 0, end: edit.source_seconds }))).toBeCloseTo(
          edit.kept_seconds,
          6,
        );
        expect(totalLength(edit.kept) + totalLength(edit.cuts)).toBeCloseTo(edit.source_seconds, 6);
      }),
    );
  });

  test('a mapped stretch is as long as what was kept of it', () => {
    fc.assert(
      fc.property(edits, seconds, seconds, (edit, a, b) => {
        const range = { start: Math.min(a, b), end: Math.max(a, b) };
        const length = toEdited(edit, range.end) - toEdited(edit, range.start);
        expect(totalLength(mapRange(edit, range))).toBeCloseTo(length, 6);
      }),
    );
  });
});
