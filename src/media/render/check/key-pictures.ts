import type { KeyPicture } from '../../../documents/probe.contract.ts';
import { type FrameGrid, framesPerSecond } from '../../timeline/frame-grid.ts';
import type { FrameSpan } from '../../timeline/spans.ts';

/** Frames of the original that were copied, and the frame of the result that shows the first. */
type PlacedCopy = { frames: FrameSpan; begin: number };

type Compared = {
  /** Of the original, as `analyze` saw them when it read all of it. */
  known: readonly KeyPicture[];
  grid: FrameGrid;
  copies: readonly PlacedCopy[];
  /** Of the result. */
  made: readonly KeyPicture[];
};

/**
 * The first frame at which a result shows another key frame than the original. Both were decoded
 * from the beginning: nothing that misleads a seek can make them agree.
 */
export function otherKeyFrame({ known, grid, copies, made }: Compared): number | undefined {
  const fps = framesPerSecond(grid);
  const wanted = new Map(
    known.flatMap(({ seconds, checksum }) => {
      const frame = Math.round((seconds - grid.originSeconds) * fps);
      const copy = copies.find(({ frames }) => frame >= frames.from && frame < frames.to);
      // Where decoders complain side by side, a line of the log may be lost in part.
      return copy && checksum ? [[copy.begin + frame - copy.frames.from, checksum] as const] : [];
    }),
  );
  return made
    .map(({ seconds, checksum }) => ({ frame: Math.round(seconds * fps), checksum }))
    .find(({ frame, checksum }) => (wanted.get(frame) ?? checksum) !== checksum)?.frame;
}
