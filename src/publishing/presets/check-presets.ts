import { ProcessingConfig } from '../../config/processing-config.contract.ts';
import { AppError, type FieldError } from '../../kernel/errors.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Presets } from '../preset.ts';

export type CheckPresetsDeps = {
  presets: Presets;
  /** Platforms that something can be published to. */
  publishable: readonly string[];
};

/**
 * Says when a config is saved what would otherwise fail when a recording is published.
 * @throws invalid_request for presets that are not the workspace's, and of platforms to come
 */
export const checkPresets =
  ({ presets, publishable }: CheckPresetsDeps) =>
  async (
    workspaceId: WorkspaceId,
    overrides: Record<string, unknown>,
    field = 'config.publish.presets',
  ): Promise<void> => {
    const ids = ProcessingConfig.parse(overrides).publish.presets;
    const found = await Promise.all(ids.map(id => presets.find(workspaceId, id)));
    const errors = found.flatMap((preset, index): FieldError[] => {
      const path = `${field}[${index}]`;
      if (!preset) return [{ path, message: 'No such preset: list them with GET /v1/presets.' }];
      if (publishable.includes(preset.platform)) return [];
      const message = `Nothing can be published to ${preset.platform} yet: take a preset of ${publishable.join(' or ')}.`;
      return [{ path, message }];
    });
    if (errors.length === 0) return;
    throw new AppError('invalid_request', 'A preset cannot be published to: see errors.', {
      errors,
    });
  };
