import { idOf } from '../kernel/ids.ts';
import { type StartDeps, startTask } from '../pipeline/tasks/start-task.ts';
import { type RecordingKey, recordingSubject } from './recording-key.ts';

/** Queues a failed recording again: it goes on where it failed. */
export const retryRecording = (deps: StartDeps) => (key: RecordingKey, operationId: string) =>
  startTask(deps)(recordingSubject(key), {
    from: ['FAILED'],
    taskId: idOf('task', operationId),
  });
