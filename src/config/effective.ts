import { AppError, type FieldError } from '../kernel/errors.ts';
import { ProcessingConfig, processingConfig } from './processing-config.contract.ts';
import { type ConfigLayer, type LayerName, resolve } from './resolve.ts';

/** What recordings are processed by, and for each field the layer that set it. */
export type Effective = { config: ProcessingConfig; origins: Record<string, LayerName> };

export function effectiveConfig(layers: readonly ConfigLayer[]): Effective {
  const { value, origins } = resolve(processingConfig(), layers);
  return { config: ProcessingConfig.parse(value), origins };
}

/**
 * Rules over several fields. They hold for the result of all layers, so they are checked when one of
 * them is saved and not by the schema of a part: a run never fails over them.
 */
export function configProblems({ metadata }: ProcessingConfig): FieldError[] {
  const { min_length, max_length } = metadata.topics_display;
  if (min_length === null || max_length === null || min_length <= max_length) return [];
  const path = 'metadata.topics_display.min_length';
  return [{ path, message: `Must be at most max_length, which is ${max_length}.` }];
}

/**
 * What would come of the layers, refused where it contradicts itself.
 *
 * @throws invalid_request that names the field as `fieldOf` says it
 */
export function acceptedConfig(
  layers: readonly ConfigLayer[],
  fieldOf = (path: string) => `config.${path}`,
): Effective {
  const effective = effectiveConfig(layers);
  const problems = configProblems(effective.config);
  if (problems.length === 0) return effective;
  const errors = problems.map(({ path, message }) => ({ path: fieldOf(path), message }));
  throw new AppError('invalid_request', 'The config contradicts itself: see errors.', { errors });
}
