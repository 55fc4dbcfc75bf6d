import { acceptedConfig } from '../config/effective.ts';
import type { Overrides } from '../config/resolve.ts';
import { idOf } from '../kernel/ids.ts';
import { type CheckReferencesDeps, checkReferences } from '../publishing/check-references.ts';
import { checkLanguage } from './check-language.ts';
import { type LayerDeps, recordingLayers } from './config/layers.ts';
import { loadRecording } from './load-recording.ts';
import type { RecordingKey } from './recording-key.ts';
import { type StartRunDeps, startRun } from './runs/start-run.ts';

export type ProcessDeps = StartRunDeps &
  LayerDeps &
  CheckReferencesDeps & {
    /** Languages that the engine in use understands; null for all. */
    speechLanguages: readonly string[] | null;
  };

type Order = { config?: Overrides | undefined; operationId: string };

/**
 * Queues a run over the whole pipeline; stages with a current result are skipped. The config of the
 * request counts for this run alone.
 */
export const processRecording =
  (deps: ProcessDeps) =>
  async (key: RecordingKey, { config, operationId }: Order) => {
    const layers = await recordingLayers(deps, await loadRecording(deps.recordings, key));
    const requested = [...layers, { name: 'request', value: config ?? {} }] as const;
    // Whether there is a sidecar is not known yet: then the words come from it, in any language.
    checkLanguage(acceptedConfig(requested).config, deps.speechLanguages, true);
    if (config) await checkReferences(deps)(key.workspaceId, config);
    const options = { requestConfig: config, taskId: idOf('task', operationId) };
    return startRun(deps)(key, options);
  };
