import { access, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg } from '../../local/sample/run-program.ts';

const CLIP_SECONDS = 16;
const RATE = 25;

/** Sound between pauses that are long enough to be cut. */
const LOUD = [
  [1.3, 4.4],
  [7.2, 9.6],
  [12.4, 14.8],
] as const;

/** Nine squares that count frames in binary: no two pictures are alike. */
const BITS = Array.from({ length: 9 }, (_, bit) => {
  const [step, size] = [2 ** bit, 32];
  const square = `x=${bit * size}:y=72:w=${size}:h=${size}:t=fill`;
  const odd = `gte(mod(n\\,${2 * step})\\,${step})`;
  return `drawbox=${square}:c=black,drawbox=${square}:c=white:enable='${odd}'`;
});

const PICTURE = `testsrc2=r=${RATE}:s=320x180:d=${CLIP_SECONDS},${BITS.join(',')},format=yuv420p`;
const SOUND = [
  `anoisesrc=c=pink:seed=5:a=0.7:r=48000:d=${CLIP_SECONDS}`,
  `volume=0:enable='not(${LOUD.map(([start, end]) => `between(t,${start},${end})`).join('+')})'`,
].join(',');

const X264 = ['-c:v', 'libx264', '-preset', 'veryfast'];

/** The files that are damaged: one for each way that a recording is opened and made. */
export const DAMAGE_CLIPS = [
  {
    // Copied in pieces while nothing is wrong with it.
    file: 'closed.mp4',
    args: [...X264, '-g', '50', '-c:a', 'aac', '-movflags', '+faststart'],
  },
  {
    // Decoded from seeks that land in open groups.
    file: 'open.mkv',
    args: [...X264, '-g', '100', '-x264-params', 'open-gop=1:bframes=3', '-c:a', 'aac'],
  },
  {
    file: 'hevc.mp4',
    args: [
      ...['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:keyint=75'],
      ...['-tag:v', 'hvc1', '-c:a', 'aac'],
    ],
  },
  {
    // Packed anew before anything else.
    file: 'broadcast.ts',
    args: [...X264, '-g', '50', '-c:a', 'mp2', '-b:a', '192k'],
  },
] as const;

export type DamageClip = (typeof DAMAGE_CLIPS)[number];

/** The path of a clip in a folder, where it is made once. */
export async function damageClip(folder: string, { file, args }: DamageClip): Promise<string> {
  const path = join(folder, file);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) return path;
  const draft = join(folder, `draft-${file}`);
  const inputs = ['-f', 'lavfi', '-i', PICTURE, '-f', 'lavfi', '-i', SOUND];
  await ffmpeg([...inputs, ...args, draft]);
  await rename(draft, path);
  return path;
}
