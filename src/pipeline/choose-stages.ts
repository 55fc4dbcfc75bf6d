import { type Pipeline, readsOf, type StageConfig, stageNames, stageRow } from './pipeline.ts';

type Order = Pick<Pipeline, 'order'>;

/** The stages that have ended when this one begins, under a config. */
export function stagesBefore({ order }: Order, config: StageConfig, name: string): string[] {
  const before: string[] = [];
  for (const step of order) {
    if (typeof step === 'string') {
      if (step === name) return before;
      before.push(step);
      continue;
    }
    const { first, second } = step;
    for (const { stages } of [first, second]) {
      if (!stages.includes(name)) continue;
      const own = stages.slice(0, stages.indexOf(name));
      const awaited = stages === first.stages && first.waits?.(config) ? second.stages : [];
      return [...before, ...awaited, ...own];
    }
    before.push(...first.stages, ...second.stages);
  }
  throw new TypeError(`No stage ${name} in this order.`);
}

/** All stages so that each comes behind those that have ended before it, under a config. */
export function inTurn(pipeline: Pipeline, config: StageConfig): string[] {
  const awaited = (name: string) => stagesBefore(pipeline, config, name).length;
  return stageNames(pipeline).toSorted((a, b) => awaited(a) - awaited(b));
}

/**
 * Stages, and those before them that make what they read: what a run of just these has to see to. In
 * the pipeline's order. What is there already is found by its fingerprint, as in any run.
 */
export function withMakers(
  pipeline: Pipeline,
  config: StageConfig,
  wanted: readonly string[],
): string[] {
  const needed = new Set<string>();
  const add = (name: string) => {
    if (needed.has(name)) return;
    needed.add(name);
    const reads = readsOf(stageRow(pipeline, name), config);
    stagesBefore(pipeline, config, name)
      .filter(before => stageRow(pipeline, before).makes.some(kind => reads.includes(kind)))
      .forEach(add);
  };
  wanted.forEach(add);
  return stageNames(pipeline).filter(name => needed.has(name));
}
