import type { WorkspaceId } from '../kernel/ids.ts';
import { StageError } from '../pipeline/stages/stage-error.ts';
import type { Platforms } from './ports.ts';
import type { Preset, Presets } from './preset.ts';

export type OpenPresetDeps = { presets: Presets; platforms: Platforms };

/** Who publishes for a preset, ready to work. */
export const openPreset =
  ({ presets, platforms }: OpenPresetDeps) =>
  async (workspaceId: WorkspaceId, presetId: string) => {
    const preset = await presets.find(workspaceId, presetId);
    if (!preset) throw new StageError('engine_failed', { detail: `No preset ${presetId}.` });
    return openPublisher({ platforms }, preset);
  };

/** The same for a preset that was found. */
export async function openPublisher(
  { platforms }: Pick<OpenPresetDeps, 'platforms'>,
  preset: Preset,
) {
  const platform = platforms.find(preset.platform);
  if (!platform) {
    throw new StageError('engine_failed', { detail: `No platform ${preset.platform}.` });
  }
  return { publisher: await platform.publisher(preset), hostsPage: platform.hostsPage };
}
