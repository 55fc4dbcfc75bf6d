import { describe, expect, test } from 'vitest';
import {
  COMPARED_FRAMES,
  GREY_FRAME,
  NEAR_FRAMES,
  pictureFault,
} from '#src/media/render/check/picture-match.ts';

describe('pictures of the result against the original around the planned place', () => {
  const size = GREY_FRAME.width * GREY_FRAME.height;
  const count = COMPARED_FRAMES + 2 * NEAR_FRAMES;
  /** A bright bar that walks four columns a frame. */
  const moving = Uint8Array.from({ length: count * size }, (_, at) => {
    const column = (at % GREY_FRAME.width) - 4 * Math.floor(at / size);
    return column >= 0 && column < 4 ? 220 : 40;
  });
  const still = new Uint8Array(count * size).fill(90);
  const seen = (from: Uint8Array, late: number) =>
    from.slice((NEAR_FRAMES - late) * size, (NEAR_FRAMES - late + COMPARED_FRAMES) * size);

  test.each([
    [0, ''],
    [1, 'picture 1 frame late'],
    [-2, 'picture 2 frames early'],
  ])('%s frames late: %j', (late, fault) => {
    expect(pictureFault(moving, seen(moving, late))).toBe(fault);
  });

  test('the loss of an encoder is no fault', () => {
    const lossy = seen(moving, 0).map((value, at) => value + ((at * 7) % 3) - 1);
    expect(pictureFault(moving, lossy)).toBe('');
  });

  test('a still picture tells nothing, but another one does', () => {
    expect(pictureFault(still, seen(still, 0))).toBeNull();
    expect(pictureFault(still, seen(still, 0).fill(160))).toMatch(/another picture/);
  });

  test('fewer pictures than asked for tell nothing', () => {
    expect(pictureFault(moving.slice(size), seen(moving, 0))).toBeNull();
    expect(pictureFault(moving, seen(moving, 0).slice(size))).toBeNull();
  });
});
