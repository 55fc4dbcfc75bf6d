/** Pictures are compared as grey ones of this size: small enough that no encoder's loss shows. */
export const GREY_FRAME = { width: 32, height: 18 };
/** Pictures of the result, one after the other, that are compared as one. */
export const COMPARED_FRAMES = 3;
/** The original is searched this many frames before and after the planned place. */
export const NEAR_FRAMES = 2;

const SIZE = GREY_FRAME.width * GREY_FRAME.height;
/** Mean distance in grey levels of 256. Measured: 0.2 to 0.5 in place, 11 to 14 elsewhere. */
const ANOTHER_PICTURE = 5;
/** Another place has to be nearer by half, and by more than an encoder's loss. */
const CLEARLY_NEARER = { share: 0.5, levels: 0.7 };

/**
 * What is wrong with pictures of the result, given the original's around the planned place: ''
 * if they are in place, null where the picture stands still and a frame more or less cannot show.
 */
export function pictureFault(original: Uint8Array, made: Uint8Array): string | null {
  const shifts = Array.from({ length: 2 * NEAR_FRAMES + 1 }, (_, index) => index - NEAR_FRAMES);
  if (made.length < COMPARED_FRAMES * SIZE) return null;
  if (original.length < (COMPARED_FRAMES + 2 * NEAR_FRAMES) * SIZE) return null;
  const distances = shifts.map(shift => distance(original, (shift + NEAR_FRAMES) * SIZE, made));
  const inPlace = distances[NEAR_FRAMES] ?? 0;
  const nearest = Math.min(...distances);
  const far = inPlace - nearest > CLEARLY_NEARER.levels && nearest < inPlace * CLEARLY_NEARER.share;
  if (far) return `picture ${frames(-(shifts[distances.indexOf(nearest)] ?? 0))}`;
  if (inPlace > ANOTHER_PICTURE) return "another picture than the original's";
  const moves = distances.some(other => other - inPlace > CLEARLY_NEARER.levels);
  return moves ? '' : null;
}

const frames = (late: number) =>
  `${Math.abs(late)} frame${Math.abs(late) === 1 ? '' : 's'} ${late > 0 ? 'late' : 'early'}`;

function distance(original: Uint8Array, from: number, made: Uint8Array) {
  const length = COMPARED_FRAMES * SIZE;
  let sum = 0;
  for (let at = 0; at < length; at += 1) {
    sum += Math.abs((original[from + at] ?? 0) - (made[at] ?? 0));
  }
  return sum / length;
}
