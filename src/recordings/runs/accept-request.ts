import { acceptedConfig } from '../../config/effective.ts';
import type { ProcessingConfig } from '../../config/processing-config.contract.ts';
import type { Overrides } from '../../config/resolve.ts';
import { type CheckPresetsDeps, checkPresets } from '../../publishing/presets/check-presets.ts';
import { checkLanguage } from '../check-language.ts';
import { type LayerDeps, recordingLayers } from '../config/layers.ts';
import type { Recording } from '../recording.ts';

export type AcceptDeps = LayerDeps &
  CheckPresetsDeps & {
    /** Languages that the engine in use understands; null for all. */
    speechLanguages: readonly string[] | null;
  };

type Options = {
  /** Then the words come from it, in any language. */
  mayHaveSidecar: boolean;
  /** What the request calls its list of presets. */
  presetField?: string;
};

/**
 * The config that a run of this request would have.
 *
 * @throws invalid_request where it could not work
 */
export const acceptRequest =
  (deps: AcceptDeps) =>
  async (
    recording: Recording,
    config: Overrides | undefined,
    { mayHaveSidecar, presetField }: Options,
  ): Promise<ProcessingConfig> => {
    const layers = await recordingLayers(deps, recording);
    const requested = [...layers, { name: 'request', value: config ?? {} }] as const;
    const accepted = acceptedConfig(requested).config;
    checkLanguage(accepted, deps.speechLanguages, mayHaveSidecar);
    if (config) await checkPresets(deps)(recording.workspaceId, config, presetField);
    return accepted;
  };
