import { effectiveConfig } from '../config/effective.ts';
import type { ProcessingConfig } from '../config/processing-config.contract.ts';
import type { Overrides } from '../config/resolve.ts';
import { AppError, type FieldError } from '../kernel/errors.ts';
import { isId, type WorkspaceId } from '../kernel/ids.ts';
import type { Thumbnails } from '../thumbnails/ports.ts';
import { isReady } from '../thumbnails/thumbnail.ts';
import type { Presets } from './preset.ts';

export type CheckReferencesDeps = {
  presets: Presets;
  thumbnails: Pick<Thumbnails, 'find'>;
  /** Platforms that something can be published to. */
  publishable: readonly string[];
};

/**
 * Says when a layer of a config is saved what would otherwise fail when a recording is published:
 * what it names has to be there, and to be the workspace's.
 *
 * @throws invalid_request that names the field as `fieldOf` says it
 */
export const checkReferences =
  (deps: CheckReferencesDeps) =>
  async (
    workspaceId: WorkspaceId,
    layer: Overrides,
    fieldOf = (path: string) => `config.${path}`,
  ): Promise<void> => {
    const { config } = effectiveConfig([{ name: 'request', value: layer }]);
    const problems = await Promise.all([
      presetProblems(deps, workspaceId, config),
      thumbnailProblems(deps, workspaceId, config),
    ]);
    const errors = problems.flat().map(({ path, message }) => ({ path: fieldOf(path), message }));
    if (errors.length === 0) return;
    throw new AppError('invalid_request', 'What it names is not there: see errors.', { errors });
  };

async function presetProblems(
  { presets, publishable }: CheckReferencesDeps,
  workspaceId: WorkspaceId,
  { publish }: ProcessingConfig,
): Promise<FieldError[]> {
  const found = await Promise.all(publish.presets.map(id => presets.find(workspaceId, id)));
  return found.flatMap((preset, index): FieldError[] => {
    const path = `publish.presets[${index}]`;
    if (!preset) return [{ path, message: 'No such preset: list them with GET /v1/presets.' }];
    if (publishable.includes(preset.platform)) return [];
    const message = `Nothing can be published to ${preset.platform} yet: take a preset of ${publishable.join(' or ')}.`;
    return [{ path, message }];
  });
}

async function thumbnailProblems(
  { thumbnails }: CheckReferencesDeps,
  workspaceId: WorkspaceId,
  { metadata }: ProcessingConfig,
): Promise<FieldError[]> {
  const chosen = metadata.thumbnail;
  if (typeof chosen !== 'string' || !isId('thumbnail', chosen)) return [];
  if (isReady(await thumbnails.find({ workspaceId, thumbnailId: chosen }))) return [];
  const message = 'No such thumbnail: list them with GET /v1/thumbnails.';
  return [{ path: 'metadata.thumbnail', message }];
}
