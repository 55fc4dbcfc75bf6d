import type { MediaFile } from '../../original/source.ts';
import type { FrameGrid } from '../../timeline/frame-grid.ts';
import type { Render } from '../open-render.ts';

/** A finished file beside the recording that it was made of. */
export type Check = { render: Render; result: MediaFile };

/** What is wrong at a place of the result: '' if nothing, null where it cannot be told. */
export type Verdict = string | null;

/** Looks at some places of a result. */
export type CheckTask = (signal: AbortSignal) => Promise<Verdict[]>;

/** However the original's pictures were stored. */
const MADE = {
  rotation: 0,
  interlaced: false,
  pixelFormat: 'yuv420p',
  codec: 'h264',
  changesSize: false,
} as const;

/** A finished file as input: an upright picture is its first track, the sound its next. */
export function checkOf(render: Render, path: string): Check {
  const { source } = render.original;
  const { video, audio } = source;
  const isVideo = render.probe.video !== null;
  const made = {
    ...source,
    video: video && isVideo ? { ...video, ...MADE, index: 0 } : null,
    audio: audio && { ...audio, index: isVideo ? 1 : 0 },
  };
  return { render, result: { path, source: made } };
}

/** A finished file's own clock begins with its first frame. */
export const resultGrid = (grid: FrameGrid): FrameGrid => ({ ...grid, originSeconds: 0 });

type Compare<Point> = (points: readonly Point[], fromBeginning: boolean) => Promise<Verdict[]>;

/**
 * An index that misleads, or stamps that waver, must not refuse a good result: where something
 * seems wrong, the original is read again from its beginning, as the surest way to render reads
 * it, and only what is still wrong counts.
 */
export async function confirmed<Point>(points: readonly Point[], compare: Compare<Point>) {
  const quick = await compare(points, false);
  const suspect = points.filter((_, index) => quick[index]);
  if (suspect.length === 0) return quick;
  const sure = await compare(suspect, true);
  return [...quick.filter(verdict => !verdict), ...sure];
}
