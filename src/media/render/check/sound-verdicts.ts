import { inGroups } from '../../../kernel/in-groups.ts';
import { asSource } from '../made-file.ts';
import type { SoundPlan } from '../sound-plan.ts';
import { windowsAtOnce } from './long-file.ts';
import { SEARCH_SECONDS, soundFault } from './sound-match.ts';
import { type SoundPoint, soundPoints, WINDOW_SECONDS } from './sync-points.ts';
import { confirmed, type SyncCheck, type Verdict } from './verdict.ts';

/** Whether the sound of a finished file is where the plan has it. */
export async function soundVerdicts(check: SyncCheck, plan: SoundPlan): Promise<Verdict[]> {
  const { job } = check;
  const points = soundPoints(plan);
  const compare = async (some: readonly SoundPoint[], fromBeginning: boolean) => {
    const [original, made] = await Promise.all([
      hearOriginal(check, plan, some, fromBeginning),
      hearMade(check, plan, some),
    ]);
    return some.map((_, index) => verdictOf(original[index], made[index]));
  };
  if (!job.source.seekable) return compare(points, true);
  const verdicts: Verdict[] = [];
  const most = windowsAtOnce(points.at(-1)?.original ?? 0, points.length || 1);
  for (const group of inGroups(points, most)) verdicts.push(...(await confirmed(group, compare)));
  return verdicts;
}

const verdictOf = (original: Float32Array | undefined, made: Float32Array | undefined) =>
  original && made ? soundFault(original, made) : null;

function hearOriginal(
  { ports, job: { path, source }, signal }: SyncCheck,
  { channels }: SoundPlan,
  points: readonly SoundPoint[],
  fromBeginning: boolean,
) {
  const windows = points.map(({ original }) => ({
    start: original - SEARCH_SECONDS,
    end: original + WINDOW_SECONDS + SEARCH_SECONDS,
  }));
  return ports.hearWindows({ path, source, channels, windows, fromBeginning, signal });
}

function hearMade(
  { ports, job, target, signal }: SyncCheck,
  { channels }: SoundPlan,
  points: readonly SoundPoint[],
) {
  const windows = points.map(({ made }) => ({ start: made, end: made + WINDOW_SECONDS }));
  const source = asSource(job);
  return ports.hearWindows({ path: target, source, channels, windows, signal });
}
