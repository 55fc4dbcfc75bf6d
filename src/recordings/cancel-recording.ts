import { AppError } from '../kernel/errors.ts';
import { type CancelDeps, cancelTask } from '../pipeline/tasks/cancel-task.ts';
import { loadRecording } from './load-recording.ts';
import type { Recordings } from './ports.ts';
import type { RecordingKey } from './recording-key.ts';

type Deps = CancelDeps & { recordings: Pick<Recordings, 'find'> };

/** Cancels the task that is working on a recording. */
export const cancelRecording = (deps: Deps) => async (key: RecordingKey) => {
  const { activeTaskId } = await loadRecording(deps.recordings, key);
  if (!activeTaskId) throw new AppError('conflict', 'Nothing is running.');
  return cancelTask(deps)({ workspaceId: key.workspaceId, taskId: activeTaskId });
};
