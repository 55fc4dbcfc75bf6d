import { MAX_LINES, type ReadingRules, type TimedWord } from './cue.ts';
import { cueCost } from './cue-cost.ts';

type Best = { cost: number; from: number };

/**
 * Cuts words into runs for one subtitle each, so that the sum of all costs is the least possible.
 * Every word is in exactly one run.
 */
export function groupWords(words: readonly TimedWord[], rules: ReadingRules): TimedWord[][] {
  // best[n]: the cheapest way to show the first n words, and where its last subtitle begins.
  const best: Best[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= words.length; end++) best.push(cheapest(words, end, best, rules));
  return walkBack(words, best);
}

function cheapest(words: readonly TimedWord[], end: number, best: Best[], rules: ReadingRules) {
  const nextStart = words[end]?.start ?? Number.POSITIVE_INFINITY;
  const room = rules.maxLineCharacters * MAX_LINES + 1;
  let found: Best = { cost: Number.POSITIVE_INFINITY, from: end - 1 };
  let characters = -1;
  for (let from = end - 1; from >= 0; from--) {
    characters += (words[from]?.text.length ?? 0) + 1;
    if (characters > room && from < end - 1) break;
    const before = best[from]?.cost ?? Number.POSITIVE_INFINITY;
    const cost = before + cueCost(words.slice(from, end), nextStart, rules);
    if (cost < found.cost) found = { cost, from };
  }
  return found;
}

function walkBack(words: readonly TimedWord[], best: readonly Best[]) {
  const runs: TimedWord[][] = [];
  for (let end = words.length; end > 0; ) {
    const from = best[end]?.from ?? end - 1;
    runs.push(words.slice(from, end));
    end = from;
  }
  return runs.reverse();
}
