import type { EditList } from '../documents/edit.contract.ts';
import { toEdited } from '../documents/edit-map.ts';
import type { Sprite } from '../documents/sprite.contract.ts';

/** A stretch of the cut video in seconds, and the part of the sheet in pixels that shows it. */
export type Preview = {
  start: number;
  end: number;
  x: number;
  y: number;
  width: number;
  height: number;
};

/**
 * The tiles on the clock of the cut video, without a gap. What was cut away is not shown. The first
 * tile of a kept stretch stands for its beginning, too: what comes before the cut is something else.
 */
export function previewsOf(sprite: Sprite, edit: EditList): Preview[] {
  const tiles = placesOf(sprite);
  const shown = edit.kept.flatMap(range => {
    const inside = tiles.filter(({ seconds }) => range.start <= seconds && seconds < range.end);
    return inside.map(({ seconds, place }, index) => ({
      ...place,
      start: toEdited(edit, index === 0 ? range.start : seconds),
    }));
  });
  return shown.map((tile, index) => ({
    ...tile,
    start: index === 0 ? 0 : tile.start,
    end: shown[index + 1]?.start ?? edit.kept_seconds,
  }));
}

const placesOf = ({ seconds, columns, tile_width: width, tile_height: height }: Sprite) =>
  seconds.map((seconds, index) => {
    const x = (index % columns) * width;
    const y = Math.floor(index / columns) * height;
    return { seconds, place: { x, y, width, height } };
  });
