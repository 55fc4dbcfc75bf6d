import type { FrameGrid } from '../../timeline/frame-grid.ts';
import type { FrameSpan } from '../../timeline/spans.ts';
import { asSource, resultGrid } from '../made-file.ts';
import { splitIntoParts } from '../split-parts.ts';
import { GLANCED_FRAMES, NEAR_FRAMES, pictureFault } from './picture-match.ts';
import type { PicturePoint } from './sync-points.ts';
import { confirmed, type SyncCheck, type Verdict } from './verdict.ts';

/** Whether the pictures of a finished file at one place are those that the plan has there. */
export async function pictureVerdicts(
  { ports, job, target, signal }: SyncCheck,
  grid: FrameGrid,
  point: PicturePoint,
): Promise<Verdict[]> {
  const { path, source } = job;
  const from = point.original - NEAR_FRAMES;
  const near = { from, to: from + GLANCED_FRAMES + 2 * NEAR_FRAMES };
  const placed = { from: point.made, to: point.made + GLANCED_FRAMES };
  const ofResult = partOf(placed, resultGrid(grid), true);
  const made = await ports.glance({ path: target, source: asSource(job), part: ofResult, signal });
  return confirmed([point], async (_, fromBeginning) => {
    const part = partOf(near, grid, !fromBeginning);
    return [pictureFault(await ports.glance({ path, source, part, signal }), made)];
  });
}

/** A few frames as one part, found by the index or counted from the beginning. */
function partOf(span: FrameSpan, grid: FrameGrid, seekable: boolean) {
  const [part] = splitIntoParts({ spans: [span], grid, cores: 1, seekable, threads: 1 });
  if (!part) throw new TypeError('No frames to look at.');
  return part;
}
