import { inGroups } from '../../../kernel/in-groups.ts';
import type { SoundPlan } from '../sound-plan.ts';
import { type Check, type CheckTask, confirmed, type Verdict } from './check.ts';
import { windowsAtOnce } from './choose-places.ts';
import { SEARCH_SECONDS, soundFault } from './sound-match.ts';
import { type SoundPoint, soundPoints, WINDOW_SECONDS } from './sync-points.ts';

/** Whether the sound of a finished file is where the plan has it. */
export const soundCheck =
  ({ render, result }: Check, plan: SoundPlan): CheckTask =>
  async signal => {
    const { ports, original } = render;
    const points = soundPoints(plan);
    const windowsOf = { channels: plan.channels, signal };
    const compare = async (some: readonly SoundPoint[], fromBeginning: boolean) => {
      const around = { ...windowsOf, windows: some.map(aroundPlace), fromBeginning };
      const placed = { ...windowsOf, windows: some.map(atPlace) };
      const [wanted, made] = await Promise.all([
        ports.decodeSoundWindows({ ...original, ...around }),
        ports.decodeSoundWindows({ ...result, ...placed }),
      ]);
      return some.map((_, index) => verdictOf(wanted[index], made[index]));
    };
    if (!original.source.seekable) return compare(points, true);
    const verdicts: Verdict[] = [];
    const most = windowsAtOnce(points.at(-1)?.original ?? 0, points.length || 1);
    for (const group of inGroups(points, most)) verdicts.push(...(await confirmed(group, compare)));
    return verdicts;
  };

const verdictOf = (wanted: Float32Array | undefined, made: Float32Array | undefined) =>
  wanted && made ? soundFault(wanted, made) : null;

const atPlace = ({ made }: SoundPoint) => ({ start: made, end: made + WINDOW_SECONDS });

/** Of the original, searched on both sides of the planned place. */
const aroundPlace = ({ original }: SoundPoint) => ({
  start: original - SEARCH_SECONDS,
  end: original + WINDOW_SECONDS + SEARCH_SECONDS,
});
