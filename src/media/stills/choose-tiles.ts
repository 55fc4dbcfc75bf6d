import type { VideoTrack } from '../original/source.ts';

export const SPRITE_COLUMNS = 10;
/** A sheet of about these is small enough to load while someone already points at the bar. */
const MOST_TILES = 95;
/** Nearer to each other, tiles hardly differ. */
const LEAST_SECONDS_APART = 2;
/** Key frames come a frame early or late. */
const TOLERANCE_SECONDS = 0.05;
/** The longer side of a tile in pixels. */
const TILE_SIDE = 160;

/** Stills for the seek bar: in order, evenly apart as far as key frames allow, under a hundred. */
export function chooseTiles<T extends { seconds: number }>(
  stills: readonly T[],
  sourceSeconds: number,
): T[] {
  const apart = Math.max(LEAST_SECONDS_APART, sourceSeconds / MOST_TILES) - TOLERANCE_SECONDS;
  const chosen: T[] = [];
  for (const still of stills) {
    const last = chosen.at(-1);
    if (!last || still.seconds >= last.seconds + apart) chosen.push(still);
  }
  return chosen;
}

/** Tiles have the shape of the picture as it is shown; even sides, as JPEG likes them. */
export function tileSize({
  width,
  height,
  rotation,
}: Pick<VideoTrack, 'width' | 'height' | 'rotation'>) {
  const [across, down] = rotation % 180 === 0 ? [width, height] : [height, width];
  const scale = TILE_SIDE / Math.max(across, down);
  const even = (pixels: number) => Math.max(2, 2 * Math.round((pixels * scale) / 2));
  return { width: even(across), height: even(down) };
}
