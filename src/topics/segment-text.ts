import type { Pause } from '../kernel/pause.ts';
import { isAfterBreak, type Unit } from './phrases/text-units.ts';
import { topicCosts } from './topic-costs.ts';
import type { TopicRules } from './topic-rules.ts';

type Step = { cost: number; from: number };
const IMPOSSIBLE: Step = { cost: Number.POSITIVE_INFINITY, from: 0 };

/**
 * Indexes of the units at which topics begin, the first always 0: the cheapest division that keeps
 * number and spacing, found by dynamic programming. Breaks always divide. Where the rules cannot
 * all be kept (too little text), the number gives way before the spacing.
 */
export async function segmentText(
  units: readonly Unit[],
  rules: TopicRules,
  pause: Pause,
): Promise<number[]> {
  if (units.length === 0) return [];
  const table = await fillTable(units, rules, pause);
  const ends = table.map(row => row.at(-1)?.cost ?? Number.POSITIVE_INFINITY);
  const possible = ends.flatMap((cost, count) =>
    cost < Number.POSITIVE_INFINITY ? [{ cost, count }] : [],
  );
  const inRange = possible.filter(({ count }) => count >= rules.min);
  const best =
    inRange.length > 0 ? inRange.reduce((a, b) => (b.cost < a.cost ? b : a)) : possible.at(-1);
  return best ? walkBack(table, best.count) : [0];
}

/** table[topics][n]: the cheapest way to divide the first n units into so many topics. */
async function fillTable(units: readonly Unit[], rules: TopicRules, pause: Pause) {
  const costs = await topicCosts(units, rules, pause);
  const empty = [{ cost: 0, from: 0 }, ...units.map(() => IMPOSSIBLE)];
  const table: Step[][] = [empty];
  const breaks = units.filter(isAfterBreak).length;
  const most = Math.max(rules.max, breaks + 1);
  for (let count = 1; count <= most; count++) {
    await pause();
    const before = table[count - 1] ?? empty;
    const row: Step[] = [IMPOSSIBLE];
    for (let end = 1; end <= units.length; end++) row.push(cheapest(before, end, costs));
    table.push(row);
  }
  return table;
}

function cheapest(before: readonly Step[], end: number, costs: readonly Float64Array[]): Step {
  let [cost, from] = [Number.POSITIVE_INFINITY, 0];
  for (let first = end - 1; first >= 0; first--) {
    const whole = (before[first]?.cost ?? 0) + (costs[first]?.[end - 1 - first] ?? 0);
    if (whole < cost) [cost, from] = [whole, first];
  }
  return { cost, from };
}

function walkBack(table: readonly Step[][], count: number) {
  const starts: number[] = [];
  let end = (table[0]?.length ?? 1) - 1;
  for (let left = count; left > 0; left--) {
    end = table[left]?.[end]?.from ?? 0;
    starts.push(end);
  }
  return starts.reverse();
}
