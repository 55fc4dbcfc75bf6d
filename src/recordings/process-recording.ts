import { acceptedConfig } from '../config/effective.ts';
import type { ProcessingConfig } from '../config/processing-config.contract.ts';
import type { Overrides } from '../config/resolve.ts';
import { AppError } from '../kernel/errors.ts';
import { idOf } from '../kernel/ids.ts';
import { PROCESSABLE } from '../pipelines/recording-status.ts';
import { type CheckReferencesDeps, checkReferences } from '../publishing/check-references.ts';
import { blankReason } from './blank.ts';
import { checkLanguage } from './check-language.ts';
import { type LayerDeps, recordingLayers } from './config/layers.ts';
import { loadRecording } from './load-recording.ts';
import type { Recordings } from './ports.ts';
import type { Recording } from './recording.ts';
import type { RecordingKey } from './recording-key.ts';
import { type StartRunDeps, startRun } from './runs/start-run.ts';

export type ProcessDeps = StartRunDeps & {
  recordings: Pick<Recordings, 'find' | 'change'>;
} & LayerDeps &
  CheckReferencesDeps & {
    /** Languages that the engine in use understands; null for all. */
    speechLanguages: readonly string[] | null;
  };

type Order = {
  config?: Overrides | undefined;
  priority?: number | undefined;
  force?: boolean;
  operationId: string;
};

/**
 * Queues a run over the whole pipeline; stages with a current result are skipped. The config of the
 * request counts for this run alone. A blank recording has to be forced, once.
 */
export const processRecording =
  (deps: ProcessDeps) =>
  async (key: RecordingKey, { config, priority, force = false, operationId }: Order) => {
    const recording = await loadRecording(deps.recordings, key);
    const layers = await recordingLayers(deps, recording);
    const requested = [...layers, { name: 'request', value: config ?? {} }] as const;
    // Whether there is a sidecar is not known yet: then the words come from it, in any language.
    const effective = acceptedConfig(requested).config;
    checkLanguage(effective, deps.speechLanguages, true);
    if (config) await checkReferences(deps)(key.workspaceId, config);
    if (force) await wantIt(deps, key);
    else refuseBlank(recording, effective);
    const options = { requestConfig: config, priority, taskId: idOf('task', operationId) };
    return startRun(deps)(key, options);
  };

/** Before the run, so that its first stage knows; of a run that is refused it does no harm. */
async function wantIt({ recordings, clock }: ProcessDeps, key: RecordingKey) {
  const changes = { isForced: true } as const;
  await recordings.change(key, changes, { from: PROCESSABLE, activeTaskId: null }, clock());
}

/** @throws conflict: a run would begin only to end as SKIPPED */
function refuseBlank(recording: Recording, config: ProcessingConfig) {
  if (recording.status !== 'SKIPPED' || recording.isForced) return;
  if (!blankReason(config, recording)) return;
  const message = 'Send true to process it all the same.';
  throw new AppError('conflict', 'The recording is blank: see its skip_reason.', {
    errors: [{ path: 'force', message }],
  });
}
