import type { Overrides } from '../config/resolve.ts';
import { idOf } from '../kernel/ids.ts';
import { PROCESSABLE } from '../pipelines/recording-status.ts';
import { loadRecording } from './load-recording.ts';
import type { Recordings } from './ports.ts';
import type { RecordingKey } from './recording-key.ts';
import { type AcceptDeps, acceptRequest } from './runs/accept-request.ts';
import { type StartRunDeps, startRun } from './runs/start-run.ts';

export type ProcessDeps = StartRunDeps & {
  recordings: Pick<Recordings, 'find' | 'change'>;
} & AcceptDeps;

type Order = {
  config?: Overrides | undefined;
  priority?: number | undefined;
  force?: boolean | undefined;
  operationId: string;
  requestId?: string | undefined;
};

/**
 * Queues a run over the whole pipeline; stages with a current result are skipped. The config of the
 * request counts for this run alone. A blank recording has to be forced, once.
 */
export const processRecording =
  (deps: ProcessDeps) =>
  async (key: RecordingKey, { config, priority, force, operationId, requestId }: Order) => {
    const recording = await loadRecording(deps.recordings, key);
    // Whether there is a sidecar is not known yet.
    await acceptRequest(deps)(recording, config, { mayHaveSidecar: true, force });
    if (force) await wantIt(deps, key);
    const taskId = idOf('task', operationId);
    return startRun(deps)(key, { requestConfig: config, priority, taskId, requestId });
  };

/** Before the run, so that its first stage knows; of a run that is refused it does no harm. */
async function wantIt({ recordings, clock }: ProcessDeps, key: RecordingKey) {
  const changes = { isForced: true } as const;
  await recordings.change(key, changes, { from: PROCESSABLE, activeTaskId: null }, clock());
}
