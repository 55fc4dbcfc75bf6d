import { GREY_FRAME } from '../../../media/render/check/picture-match.ts';
import type { PictureWindow, Shown } from '../../../media/render/ports/check.ts';
import type { VideoPart } from '../../../media/render/split-parts.ts';
import { type FrameGrid, framesPerSecond } from '../../../media/timeline/frame-grid.ts';
import { frameTotal } from '../../../media/timeline/spans.ts';
import { QUIET, untrustedInput } from '../input-args.ts';
import { NO_EXTRAS, STRICT } from './render-args.ts';

/** The first pipe of samples; each has one of its own, in their order. */
export const FIRST_SAMPLE = 3;

const GREY = ['-s', `${GREY_FRAME.width}x${GREY_FRAME.height}`, '-pix_fmt', 'gray'];
const SHOWN = { hash: ['-f', 'md5'], grey: [...GREY, '-f', 'rawvideo'] } as const;

const sampleOutput = (label: string, as: Shown, pipe: number) => [
  ...['-map', `[${label}]`, ...NO_EXTRAS, '-fps_mode', 'passthrough'],
  ...['-c:v', 'rawvideo', ...SHOWN[as], `pipe:${pipe}`],
];

/** Whatever is wrong with a slice shows before its edges are smoothed: nobody looks at these pictures. */
const UNSEEN = ['-skip_loop_filter', 'all'];

type Windows = { path: string; grid: FrameGrid; windows: readonly PictureWindow[] };

/** Decodes windows of a file of our own, a line for each frame by the number of its window. */
export function windowArgs({ path, grid, windows }: Windows): string[] {
  const samples = windows.flatMap(({ samples }, window) =>
    samples.map(({ as }, at) => ({ label: labelOf(window, at), as })),
  );
  const fps = framesPerSecond(grid);
  return [
    ...STRICT,
    ...windows.flatMap(({ frames: { from, to }, samples: shown }) => [
      ...['-threads', '1', ...(shown.length > 0 ? [] : UNSEEN)],
      ...['-ss', downToMicroseconds(from / fps)],
      // A quarter of a frame less, so that no rounding finds one too many.
      ...['-t', ((to - from - 0.25) / fps).toFixed(6)],
      ...['-i', `file:${path}`],
    ]),
    ...['-filter_complex', windows.map(windowGraph).join(';')],
    ...windows.flatMap((_, window) => ['-map', `[count${window}]`]),
    ...['-fps_mode', 'passthrough', '-c:v', 'rawvideo', '-f', 'framecrc', 'pipe:1'],
    ...samples.flatMap(({ label, as }, at) => sampleOutput(label, as, FIRST_SAMPLE + at)),
  ];
}

/** Rounded up, the time of a key frame would be past it, and the seek before it. */
const downToMicroseconds = (seconds: number) => (Math.floor(seconds * 1e6 + 1e-3) / 1e6).toFixed(6);

const labelOf = (window: number, sample: number) => `sample${window}_${sample}`;

/** Frames are decoded whole; a corner of each is enough to count them by. */
function windowGraph({ frames, samples }: PictureWindow, window: number): string {
  const count = `crop=2:2:0:0[count${window}]`;
  if (samples.length === 0) return `[${window}:v]${count}`;
  const own = samples.map((_, at) => `[own${window}_${at}]`);
  return [
    `[${window}:v]split=${samples.length + 1}[all${window}]${own.join('')}`,
    `[all${window}]${count}`,
    ...samples.map(({ frames: { from, to } }, at) => {
      const chosen = `select='between(n,${from - frames.from},${to - 1 - frames.from})'`;
      return `${own[at]}${chosen},format=yuv420p[${labelOf(window, at)}]`;
    }),
  ].join(';');
}

type Samples = {
  path: string;
  samples: readonly { part: VideoPart; as: Shown }[];
  graph: string;
  anySize: boolean;
};

/** Decodes the frames of parts of somebody's file, found by number as a part to encode finds its. */
export const sampleArgs = ({ path, samples, graph, anySize }: Samples): string[] => [
  ...[...QUIET, '-copyts', '-start_at_zero'],
  ...samples.flatMap(({ part }) => [
    ...['-noaccurate_seek', '-threads', `${part.threads}`],
    ...(part.seekSeconds === null ? [] : ['-ss', part.seekSeconds.toFixed(6)]),
    ...(anySize ? ['-noautorotate', '-reinit_filter', '0'] : []),
    ...untrustedInput(path),
  ]),
  ...['-filter_complex', graph],
  ...samples.flatMap(({ part, as }, at) => [
    ...['-frames:v', `${frameTotal(part.spans)}`],
    ...sampleOutput(`sample${at}`, as, FIRST_SAMPLE + at),
  ]),
];
