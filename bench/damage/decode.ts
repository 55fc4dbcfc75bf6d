import { execFile } from 'node:child_process';
import { z } from 'zod';

const SIZE = { width: 64, height: 36 };
const FRAME_BYTES = SIZE.width * SIZE.height;
export const SAMPLE_RATE = 8000;
const LIMITS = { timeout: 120_000, killSignal: 'SIGKILL', maxBuffer: 2 ** 29 } as const;

/**
 * A picture as it was decoded: when it shows, a hash of all of it, and itself small and grey; and
 * its packet's own stamp, undefined where the decoder had to guess when it shows.
 */
export type Picture = {
  seconds: number;
  hash: string;
  grey: Uint8Array;
  stamp: number | undefined;
};

type Output = { bytes: Buffer; log: string };

/** Whatever came out until the engine ended: damaged files may make it fail in the end. */
const run = (program: string, args: readonly string[]) =>
  new Promise<Output>(resolve => {
    execFile(program, args, { ...LIMITS, encoding: 'buffer' }, (_, stdout, stderr) =>
      resolve({ bytes: stdout, log: stderr.toString('latin1') }),
    );
  });
const ffmpeg = (args: readonly string[]) =>
  run('ffmpeg', ['-hide_banner', '-nostdin', '-nostats', ...args]);

/**
 * Of a broadcast, the other track is read, too: a jump of the clock in either moves both, as in every
 * program that plays both. Elsewhere, what is broken in one track must not end the other.
 */
const readToo = (path: string, track: 'a' | 'v') =>
  path.endsWith('.ts') ? ['-map', `0:${track}:0?`, '-c', 'copy', '-f', 'null', '-'] : [];

const SHOWN = /showinfo.*\bn: *\d+ .*pts_time: *(-?[\d.]+).*\bchecksum:([\dA-F]+)/;

/** All pictures of a file, decoded from its beginning. Nothing of the product has a part in it. */
export async function decodePictures(path: string): Promise<Picture[]> {
  const filters = `showinfo,scale=${SIZE.width}:${SIZE.height}:flags=area,format=gray`;
  const { bytes, log } = await ffmpeg([
    // Decoders that complain side by side write into each other's lines of the log.
    ...['-threads', '1', '-i', path, '-map', '0:v:0', '-vf', filters],
    ...['-fps_mode', 'passthrough', '-f', 'rawvideo', '-', ...readToo(path, 'a')],
  ]);
  const shown = log.split('\n').flatMap(line => {
    const [, seconds, hash] = SHOWN.exec(line) ?? [];
    return seconds && hash ? [{ seconds: Number(seconds), hash }] : [];
  });
  const count = bytes.length / FRAME_BYTES;
  const stamps = await decodeStamps(path);
  if (shown.length !== count || stamps.length !== count) {
    throw new Error(`${path}: ${shown.length} told, ${stamps.length} stamps, ${count} came`);
  }
  return shown.map((picture, index) => ({
    ...picture,
    stamp: stamps[index],
    grey: bytes.subarray(index * FRAME_BYTES, (index + 1) * FRAME_BYTES),
  }));
}

const Stamps = z.object({
  frames: z.array(
    z.object({
      pts: z.number().optional(),
      best_effort_timestamp: z.number().optional(),
      pts_time: z.string().optional(),
    }),
  ),
});
const STAMPS = 'frame=pts,best_effort_timestamp,pts_time';

async function decodeStamps(path: string) {
  const { bytes } = await run('ffprobe', [
    ...['-threads', '1', '-select_streams', 'v:0', '-show_entries', STAMPS, '-of', 'json', path],
  ]);
  const { frames } = Stamps.parse(JSON.parse(bytes.toString('utf8')));
  return frames.map(({ pts, best_effort_timestamp, pts_time }) =>
    pts === best_effort_timestamp ? Number(pts_time) : undefined,
  );
}

/** The sound of a file in one channel, decoded from its beginning; holes in it are silence. */
export async function decodeSound(path: string): Promise<Float32Array> {
  const filters = `aresample=async=1:first_pts=0,aresample=${SAMPLE_RATE},highpass=f=100`;
  const { bytes } = await ffmpeg([
    ...['-i', path, '-map', '0:a:0', '-af', filters],
    ...['-ac', '1', '-f', 'f32le', '-', ...readToo(path, 'v')],
  ]);
  return new Float32Array(
    new Uint8Array(bytes.subarray(0, bytes.length - (bytes.length % 4))).buffer,
  );
}

const BLOCK = { width: 8, height: 6 };

/** The largest distance of a piece of two grey pictures, in levels of 256. */
export function distance(one: Uint8Array, other: Uint8Array): number {
  let most = 0;
  for (let top = 0; top < SIZE.height; top += BLOCK.height) {
    for (let left = 0; left < SIZE.width; left += BLOCK.width) {
      most = Math.max(most, blockDistance(one, other, top * SIZE.width + left));
    }
  }
  return most;
}

function blockDistance(one: Uint8Array, other: Uint8Array, corner: number) {
  let sum = 0;
  for (let row = 0; row < BLOCK.height; row += 1) {
    for (let column = 0; column < BLOCK.width; column += 1) {
      const at = corner + row * SIZE.width + column;
      sum += Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    }
  }
  return sum / (BLOCK.width * BLOCK.height);
}
