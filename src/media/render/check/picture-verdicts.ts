import type { FrameGrid } from '../../timeline/frame-grid.ts';
import { singlePart } from '../split-parts.ts';
import { type Check, type CheckTask, confirmed, resultGrid } from './check.ts';
import { COMPARED_FRAMES, NEAR_FRAMES, pictureFault } from './picture-match.ts';
import type { PicturePoint } from './sync-points.ts';

/** Whether the pictures of a finished file at one place are those that the plan has there. */
export const pictureCheck =
  ({ render, result }: Check, grid: FrameGrid, { original, made }: PicturePoint): CheckTask =>
  async signal => {
    const { ports } = render;
    const from = original - NEAR_FRAMES;
    const near = { from, to: from + COMPARED_FRAMES + 2 * NEAR_FRAMES };
    const placed = singlePart({ from: made, to: made + COMPARED_FRAMES }, resultGrid(grid), true);
    const pictures = await ports.decodeGreyFrames({ ...result, part: placed, signal });
    return confirmed([near], async (_, fromBeginning) => {
      const part = singlePart(near, grid, !fromBeginning);
      const wanted = await ports.decodeGreyFrames({ ...render.original, part, signal });
      return [pictureFault(wanted, pictures)];
    });
  };
