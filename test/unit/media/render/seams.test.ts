import { describe, expect, test } from 'vitest';
import { refuseTornSeams, seamsOf } from '#src/media/render/seams.ts';

const first = { begin: 0, own: 'a b', next: 'c d' };
const second = { begin: 100, own: 'c d', next: 'e f' };
const third = { begin: 200, own: 'e f', next: '' };

test('each part is followed by the first frames of the next, of no more than it has', () => {
  const parts = [
    [
      { from: 10, to: 40 },
      { from: 50, to: 60 },
    ],
    [{ from: 70, to: 72 }],
  ];
  expect(seamsOf(parts)).toEqual([
    { own: { from: 10, to: 15 }, next: { from: 70, to: 72 } },
    { own: { from: 70, to: 72 }, next: null },
  ]);
});

describe('parts of a picture', () => {
  test.each([
    ['that saw the same', [first, second, third]],
    ['in whatever order they were made', [third, first, second]],
    ['in one piece', []],
  ])('%s', (_, seams) => {
    expect(() => refuseTornSeams(seams)).not.toThrow();
  });

  test.each([
    ['one saw other pictures', [first, { ...second, own: 'x d' }, third], 100],
    ['one saw none', [first, { ...second, own: '' }, third], 100],
    ['one is missing', [first, third], 200],
  ])('%s', (_, seams, frame) => {
    expect(() => refuseTornSeams(seams)).toThrow(
      expect.objectContaining({
        code: 'engine_failed',
        detail: `a seek shows other pictures from frame ${frame}`,
      }),
    );
  });
});
