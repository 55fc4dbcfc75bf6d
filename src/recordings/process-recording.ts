import type { Overrides } from '../config/resolve.ts';
import { idOf } from '../kernel/ids.ts';
import { loadRecording } from './load-recording.ts';
import type { RecordingKey } from './recording-key.ts';
import { type AcceptDeps, acceptRequest } from './runs/accept-request.ts';
import { type StartRunDeps, startRun } from './runs/start-run.ts';

export type ProcessDeps = StartRunDeps & AcceptDeps;

type Order = {
  config?: Overrides | undefined;
  operationId: string;
  requestId?: string | undefined;
};

/**
 * Queues a run over the whole pipeline; stages with a current result are skipped. The config of the
 * request counts for this run alone.
 */
export const processRecording =
  (deps: ProcessDeps) =>
  async (key: RecordingKey, { config, operationId, requestId }: Order) => {
    const recording = await loadRecording(deps.recordings, key);
    // Whether there is a sidecar is not known yet.
    await acceptRequest(deps)(recording, config, { mayHaveSidecar: true });
    const options = { requestConfig: config, taskId: idOf('task', operationId), requestId };
    return startRun(deps)(key, options);
  };
