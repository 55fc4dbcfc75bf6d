import type { Source } from '../original/source.ts';
import type { FrameGrid } from '../timeline/frame-grid.ts';
import type { RenderJob } from './open-render.ts';

/** A finished file's own clock begins with its first frame. */
export const resultGrid = (grid: FrameGrid): FrameGrid => ({ ...grid, originSeconds: 0 });

/** However the original's pictures were stored. */
const MADE = { rotation: 0, interlaced: false, pixelFormat: 'yuv420p' } as const;

/** A finished file as input: an upright picture is its first track, the sound its next. */
export function asSource({ source, isVideo }: RenderJob): Source {
  const { video, audio } = source;
  return {
    ...source,
    video: video && isVideo ? { ...video, ...MADE, index: 0 } : null,
    audio: audio && { ...audio, index: isVideo ? 1 : 0 },
  };
}
