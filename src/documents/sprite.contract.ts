import * as z from 'zod';

/**
 * `sprite.json`: which moment each tile of `sprite.jpg` shows. Tiles follow each other in rows from
 * the top left; times are on the original's clock, so that a changed cut needs no new pictures.
 */
export const Sprite = z.strictObject({
  version: z.literal(1),
  tile_width: z.int().positive(),
  tile_height: z.int().positive(),
  columns: z.int().positive(),
  /** Seconds of each tile, ascending. */
  seconds: z.array(z.number()).min(1),
});
export type Sprite = z.infer<typeof Sprite>;
