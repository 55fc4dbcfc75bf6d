import type { Unit } from './phrases/text-units.ts';

/**
 * How badly a run of units holds together, by its first unit, for every length. A run is cheap when
 * its words are predictable from its own word counts (the minimum cost segmentation of Utiyama and
 * Isahara, 2001): words that repeat inside and not outside draw units together.
 */
export function runCosts(units: readonly Unit[]): (first: number) => Float64Array {
  const ids = new Map<string, number>();
  for (const stem of units.flatMap(({ stems }) => stems)) {
    if (!ids.has(stem)) ids.set(stem, ids.size);
  }
  const words = units.map(({ stems }) => stems.map(stem => ids.get(stem) ?? 0));
  return first => costsFrom(words, first, ids.size);
}

/** Costs of the runs that begin at `first`, by their last unit. */
function costsFrom(words: readonly number[][], first: number, vocabulary: number) {
  const counts = new Uint32Array(vocabulary);
  const costs = new Float64Array(words.length - first);
  let [total, repeats] = [0, 0];
  for (let last = first; last < words.length; last++) {
    for (const id of words[last] ?? []) {
      const count = counts[id] ?? 0;
      repeats += (count + 1) * Math.log(count + 2) - count * Math.log(count + 1);
      counts[id] = count + 1;
      total++;
    }
    costs[last - first] = total * Math.log(total + vocabulary) - repeats;
  }
  return costs;
}
