import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beeps, clip, flashes, lavfi } from './clips.ts';

/** Flash and beep at these seconds of a ten-second clip; most of the silence between is cut. */
export const AT = [1, 4.4, 8];
const MARKERS = { at: AT, seconds: 0.2 };
const SIZE = { size: '160x96', seconds: 10 };
export const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50'];

export const picture = (rate = '25', more = '') =>
  lavfi(flashes(MARKERS, { ...SIZE, rate }) + more);
export const sound = (layout = 'mono') => lavfi(beeps(MARKERS, { seconds: SIZE.seconds, layout }));

/** Makes its file in a folder, once, and returns the path. */
export type Make = (folder: string) => string;

export const encoded =
  (name: string, args: readonly string[], inputs = [...picture(), ...sound()]): Make =>
  folder =>
    clip(folder, name, [...inputs, ...args]);

/** The plain file that others are packed from. */
export const base = encoded('base.mp4', H264);

/** A file packed anew, bit by bit, with these options. */
export const packed =
  (name: string, options: readonly string[], from = base): Make =>
  folder =>
    clip(folder, name, ['-i', from(folder), '-c', 'copy', ...options]);

/** The base in two halves, one behind the other: a recorder that was started anew. */
export const inHalves =
  (name: string, first: readonly string[], second: readonly string[], from = base): Make =>
  folder => {
    const input = ['-i', from(folder), '-c', 'copy'];
    const halves = [
      clip(folder, `first-${name}`, [...input, '-t', '6', ...first]),
      clip(folder, `second-${name}`, ['-ss', '6', ...input, ...second]),
    ];
    return glue(
      folder,
      name,
      halves.map(path => readFileSync(path)),
    );
  };

function glue(folder: string, name: string, pieces: readonly Buffer[]) {
  writeFileSync(join(folder, name), Buffer.concat(pieces));
  return join(folder, name);
}

/** Of FLV: what stands before the first packet. */
const FLV_HEAD_BYTES = 13;

/** FLV whose recorder was started anew and went on writing packets, without another head. */
export const appended =
  (name: string, first: Make, second: Make): Make =>
  folder =>
    glue(folder, name, [
      readFileSync(first(folder)),
      readFileSync(second(folder)).subarray(FLV_HEAD_BYTES),
    ]);
