import type { Pause } from '../kernel/pause.ts';
import { boundarySigns } from './boundary-signs.ts';
import { isAfterBreak, type Unit } from './phrases/text-units.ts';
import { runCosts } from './segment-costs.ts';
import { LAST_SHARE, type TopicRules } from './topic-rules.ts';

/** In units of the cost: what one sign of a boundary is worth, and each second over the longest. */
const SIGN_WORTH = 4;
const OVERLONG_PER_SECOND = 0.2;

/**
 * Costs of runs of units as topics, by first unit and length: how badly they hold together, less
 * the signs of a beginning. Infinite where the rules forbid the run.
 */
export async function topicCosts(
  units: readonly Unit[],
  rules: TopicRules,
  pause: Pause,
): Promise<Float64Array[]> {
  const signs = boundarySigns(units);
  const prior = Math.log(units.reduce((sum, unit) => sum + unit.stems.length, 0) + 1);
  const costsFrom = runCosts(units);
  const rows: Float64Array[] = [];
  for (const first of units.keys()) {
    await pause();
    const nextBreak = units.findIndex((unit, index) => index > first && isAfterBreak(unit));
    const limit = nextBreak < 0 ? units.length : nextBreak;
    const sign = first > 0 ? (signs[first] ?? 0) * SIGN_WORTH : 0;
    const row = costsFrom(first).map((cost, index) => {
      const end = first + index + 1;
      if (end > limit) return Number.POSITIVE_INFINITY;
      const seconds = runSeconds(units, first, end);
      const isWhole = end === limit && (first === 0 || isAfterBreak(units[first]));
      if (!isWhole && seconds < leastSeconds(rules, end === limit)) return Number.POSITIVE_INFINITY;
      const overlong = Math.max(0, seconds - rules.longestSeconds) * OVERLONG_PER_SECOND;
      return cost + prior - sign + overlong;
    });
    rows.push(row);
  }
  return rows;
}

const leastSeconds = ({ spacingSeconds }: TopicRules, isLast: boolean) =>
  isLast ? spacingSeconds * LAST_SHARE : spacingSeconds;

/** A topic lasts until the next one or a break starts. */
function runSeconds(units: readonly Unit[], first: number, end: number) {
  const start = units[first]?.start ?? 0;
  const next = units[end];
  const until = next && !isAfterBreak(next) ? next.start : (units[end - 1]?.end ?? start);
  return until - start;
}
