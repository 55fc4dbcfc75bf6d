import { type ConfigLayer, merge, type Overrides } from '../config/resolve.ts';
import type { Pipeline, StageConfig } from './pipeline.ts';
import type { Subject } from './subject.ts';

/** The layers of a subject's config below its own, from the weakest; read afresh for each stage. */
export type ConfigBelow = (subject: Subject) => Promise<readonly ConfigLayer[]>;

/** What a run goes by: the layers below, what the subject sets, what the run was asked for with. */
export function layeredConfig(
  pipeline: Pick<Pipeline, 'config'>,
  below: readonly ConfigLayer[],
  own: Overrides = {},
  requested: Overrides = {},
): StageConfig {
  const defaults = pipeline.config({});
  const layers = [...below.map(({ value }) => value), own, requested];
  return pipeline.config(
    layers.reduce((lower, layer) => merge(defaults, lower, layer), {} satisfies Overrides),
  );
}
