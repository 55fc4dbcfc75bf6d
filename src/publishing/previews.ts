import type { EditList } from '../media/edit.contract.ts';
import { isKept, toEdited } from '../media/edit-map.ts';
import type { Sprite } from '../media/sprite.contract.ts';

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
 * The tiles on the clock of the cut video, without a gap. What was cut away is not shown: its time
 * belongs to the tile before it.
 */
export function previewsOf(sprite: Sprite, edit: EditList): Preview[] {
  const { columns, tile_width: width, tile_height: height } = sprite;
  const tiles = sprite.seconds.flatMap((seconds, index) => {
    if (!isKept(edit, seconds)) return [];
    const x = (index % columns) * width;
    const y = Math.floor(index / columns) * height;
    return [{ start: toEdited(edit, seconds), x, y, width, height }];
  });
  return tiles.map((tile, index) => ({
    ...tile,
    start: index === 0 ? 0 : tile.start,
    end: tiles[index + 1]?.start ?? edit.kept_seconds,
  }));
}
