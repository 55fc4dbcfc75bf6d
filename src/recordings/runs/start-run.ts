import { type StartDeps, startTask } from '../../pipeline/tasks/start-task.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import { refuseWithoutOriginal } from '../refuse-without-original.ts';

export type StartRunDeps = StartDeps & { recordings: Pick<Recordings, 'find'> };
type Options = Parameters<ReturnType<typeof startTask>>[1];

/** Queues a run that somebody asked for. */
export const startRun = (deps: StartRunDeps) => async (key: RecordingKey, options: Options) => {
  refuseWithoutOriginal(await loadRecording(deps.recordings, key));
  return startTask(deps)(recordingSubject(key), options);
};
