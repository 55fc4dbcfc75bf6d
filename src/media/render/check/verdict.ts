import type { RenderPorts } from '../../ports.ts';
import type { RenderJob } from '../open-render.ts';

/** What is wrong at a place of the result: '' if nothing, null where it cannot be told. */
export type Verdict = string | null;

export type SyncCheck = {
  ports: RenderPorts;
  job: RenderJob;
  target: string;
  signal: AbortSignal;
};

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
