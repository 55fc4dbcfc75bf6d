import { expect, test } from 'vitest';
import { Sprite } from '#src/documents/sprite.contract.ts';
import { clip, ffmpeg } from './support/clips.ts';
import { analyzed, testFolder } from './support/engine.ts';

const folder = testFolder();
/** Black is 16 here, and 0 in a JPEG: each second is ten steps brighter. */
const STEP = (10 * 255) / 219;

test('each tile shows the moment that the manifest says', async () => {
  const picture = "nullsrc=s=192x320:r=10:d=21,geq=lum='16+10*floor(T)':cb=128:cr=128";
  const path = clip(folder, 'brighter.mp4', [
    ...['-f', 'lavfi', '-i', picture],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '10'],
  ]);
  const { recording } = await analyzed(folder, path);
  const sprite = Sprite.parse(recording.json('sprite'));
  expect(sprite).toMatchObject({ tile_width: 96, tile_height: 160, columns: 10 });
  expect(sprite.seconds).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
  const sheet = ['-i', recording.pathOf('sprite_sheet')];
  const grey = ffmpeg([...sheet, '-f', 'rawvideo', '-pix_fmt', 'gray', '-']);
  expect(grey.length).toBe(960 * 320);
  const shown = sprite.seconds.map((_, index) => {
    const [column, row] = [index % 10, Math.floor(index / 10)];
    return Math.round((grey[(row * 160 + 80) * 960 + column * 96 + 48] ?? 0) / STEP);
  });
  expect(shown).toEqual(sprite.seconds);
});
