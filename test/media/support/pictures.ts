import { ffmpeg } from './clips.ts';

/** Grey pixels of the whole frame that shows at a time. */
export function greyAt(path: string, seconds: number) {
  const pixels = ['-frames:v', '1', '-pix_fmt', 'gray', '-f', 'rawvideo', '-'];
  return ffmpeg(['-ss', `${seconds}`, '-i', path, ...pixels]);
}

/** Red, green and blue of one pixel, 0 to 255. */
export function colourAt(path: string, seconds: number, x: number, y: number) {
  const pixel = ['-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo', '-'];
  const crop = ['-vf', `crop=2:2:${x}:${y}`];
  return [...ffmpeg(['-ss', `${seconds}`, '-i', path, ...crop, ...pixel]).subarray(0, 3)];
}

/** The pixels that differ clearly between two grey frames of this width. */
export const changedPixels = (one: Uint8Array, other: Uint8Array, width: number) =>
  [...one.keys()]
    .filter(at => Math.abs((one[at] ?? 0) - (other[at] ?? 0)) > 60)
    .map(at => ({ x: at % width, y: Math.floor(at / width) }));
