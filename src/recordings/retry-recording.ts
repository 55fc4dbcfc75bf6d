import { idOf } from '../kernel/ids.ts';
import type { RecordingKey } from './recording-key.ts';
import { type StartRunDeps, startRun } from './runs/start-run.ts';

/** Queues a failed recording again: it goes on where it failed. */
export const retryRecording = (deps: StartRunDeps) => (key: RecordingKey, operationId: string) =>
  startRun(deps)(key, { from: ['FAILED'], taskId: idOf('task', operationId) });
