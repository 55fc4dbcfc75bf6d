import { effectiveConfig } from '../../config/effective.ts';
import { processingConfig } from '../../config/processing-config.contract.ts';
import { isEmpty, merge, type Overrides, patch } from '../../config/resolve.ts';
import type { Recording } from '../recording.ts';
import type { RecordingConfigView } from './config.contract.ts';
import { type LayerDeps, layersBelow } from './layers.ts';

/** Running a stage again counts its takes up: nobody sets that, and no change of a config undoes it. */
const NO_TAKES = { transcription: { take: null }, topics: { take: null } };

export const withoutTakes = (overrides: Overrides) =>
  patch(processingConfig(), overrides, NO_TAKES);

/** `overrides` in place of those that a recording has, and its takes. */
export function keepingTakes({ configOverrides }: Recording, overrides: Overrides): Overrides {
  const takes = Object.keys(NO_TAKES).flatMap(part => {
    const own = configOverrides[part];
    const hasTake = typeof own === 'object' && own !== null && 'take' in own;
    return hasTake ? [[part, { take: own.take }] as const] : [];
  });
  return merge(processingConfig(), overrides, Object.fromEntries(takes));
}

export async function configView(
  deps: LayerDeps,
  recording: Recording,
): Promise<RecordingConfigView> {
  const { layers, template } = await layersBelow(deps, recording);
  const overrides = withoutTakes(recording.configOverrides);
  return {
    recording_id: recording.recordingId,
    ...effectiveConfig([...layers, { name: 'recording', value: recording.configOverrides }]),
    overrides,
    has_manual_override: !isEmpty(processingConfig(), overrides),
    is_mapped: template !== undefined,
    template_id: template?.templateId ?? null,
    template_name: template?.name ?? null,
    version: recording.configVersion ?? 0,
  };
}
