import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { StillsPorts, TileRequest } from '../../../media/stills/ports.ts';
import { shortLimits } from '../engine-limits.ts';
import { QUIET } from '../input-args.ts';
import { runEngine } from '../run-engine.ts';

/** JPEGs come in one after the other by a pipe, so that their number needs no long command. */
export function tileArgs({ paths, width, height, columns, target }: TileRequest): string[] {
  const rows = Math.ceil(paths.length / columns);
  const graph = [
    // Pictures with oblong pixels are a little off the size that the header promised.
    `scale=${width}:${height}:force_original_aspect_ratio=decrease:flags=area`,
    `pad=${width}:${height}:-1:-1`,
    `tile=${columns}x${rows}`,
  ].join(',');
  return [
    ...QUIET,
    ...['-f', 'image2pipe', '-c:v', 'mjpeg', '-i', 'pipe:0'],
    ...['-vf', graph, '-frames:v', '1', '-q:v', '4', '-f', 'image2', '-update', '1', target],
  ];
}

export const tileStills =
  (program: string): StillsPorts['tileStills'] =>
  async ({ signal, ...sheet }) => {
    const input = (stdin: Writable) => pipeline(bytesOf(sheet.paths), stdin);
    const args = tileArgs(sheet);
    await runEngine({ program, args, signal, limits: shortLimits, input });
  };

async function* bytesOf(paths: readonly string[]) {
  for (const path of paths) yield* createReadStream(path);
}
