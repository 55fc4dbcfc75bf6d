import { auditEntry } from '../../audit/entry.ts';
import { acceptedConfig } from '../../config/effective.ts';
import { processingConfig } from '../../config/processing-config.contract.ts';
import { type Overrides, withoutInherited } from '../../config/resolve.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext } from '../../kernel/http/use-cases.ts';
import type { RecordingId } from '../../kernel/ids.ts';
import { versionConflict } from '../../kernel/version.ts';
import { type CheckReferencesDeps, checkReferences } from '../../publishing/check-references.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import type { RecordingConfigView } from './config.contract.ts';
import { configView, keepingTakes, withoutTakes } from './config-view.ts';
import { type LayerDeps, layersBelow } from './layers.ts';
import type { RecordingConfigs } from './ports.ts';

export type ChangeConfigDeps = LayerDeps &
  CheckReferencesDeps & {
    recordings: Pick<Recordings, 'find'>;
    configs: RecordingConfigs;
    clock: Clock;
  };

/** `version` is left out where the old value does not matter. */
type Change = {
  recordingId: RecordingId;
  config: Overrides;
  version?: number | undefined;
};

/**
 * Sets what counts for a recording alone, in place of what was set before: nothing but that is
 * stored. It counts for every stage that begins from now.
 *
 * @throws not_found, version_conflict, and invalid_request where the result contradicts itself
 */
export const changeConfig =
  (deps: ChangeConfigDeps) =>
  async (
    caller: Caller,
    { recordingId, config, version }: Change,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<RecordingConfigView> => {
    const { recordings, configs, clock } = deps;
    const key = { workspaceId: caller.workspaceId, recordingId };
    const recording = await loadRecording(recordings, key);
    const known = recording.configVersion ?? 0;
    if (version !== undefined && version !== known) throw versionConflict(known);
    const wanted = withoutTakes(withoutInherited(processingConfig(), config));
    const overrides = keepingTakes(recording, wanted);
    const { layers } = await layersBelow(deps, recording);
    acceptedConfig([...layers, { name: 'recording', value: overrides }]);
    await checkReferences(deps)(caller.workspaceId, overrides);
    const now = clock();
    const sides = { before: withoutTakes(recording.configOverrides), after: wanted };
    const change = { action: 'recording.config', target: recordingId, ...sides } as const;
    const entry = auditEntry(caller, request, change, now);
    const after: Recording = {
      ...recording,
      configOverrides: overrides,
      configVersion: known + 1,
      updatedAt: now,
    };
    if (await configs.save(after, entry)) return configView(deps, after);
    throw versionConflict((await loadRecording(recordings, key)).configVersion ?? 0);
  };
