import type { Sprite } from '../../documents/sprite.contract.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import type { Still } from '../original/ports.ts';
import type { VideoTrack } from '../original/source.ts';
import { chooseTiles, SPRITE_COLUMNS, tileSize } from './choose-tiles.ts';
import type { StillsPorts } from './ports.ts';

type Pictures = { stills: readonly Still[]; video: VideoTrack | null; sourceSeconds: number };

/** Saves small pictures of the whole recording on one sheet, and the moment that each shows. */
export async function saveSprite(
  { tileStills }: StillsPorts,
  work: RecordingWork,
  { stills, video, sourceSeconds }: Pictures,
) {
  const tiles = chooseTiles(stills, sourceSeconds);
  if (!video || tiles.length === 0) return;
  const { width, height } = tileSize(video);
  const path = `${work.scratch}/sprite.jpg`;
  const sheet = { paths: tiles.map(({ path }) => path), width, height, columns: SPRITE_COLUMNS };
  await tileStills({ ...sheet, target: path, signal: work.signal });
  const sprite: Sprite = {
    version: 1,
    tile_width: width,
    tile_height: height,
    columns: SPRITE_COLUMNS,
    seconds: tiles.map(({ seconds }) => seconds),
  };
  await work.save({
    kind: 'sprite_sheet',
    fileName: 'sprite.jpg',
    contentType: 'image/jpeg',
    path,
  });
  await work.saveJson('sprite', 'sprite.json', sprite);
}
