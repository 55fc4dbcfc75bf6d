import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Recordings } from '../../recordings/ports.ts';
import { isProcessable, PROCESSABLE } from '../../recordings/recording.ts';
import type { RecordingStatus } from '../../recordings/recording-status.ts';
import type { Commands, Tasks } from '../ports.ts';
import type { Task } from './task.ts';

export type StartDeps = {
  recordings: Pick<Recordings, 'find'>;
  tasks: Pick<Tasks, 'enqueue' | 'find'>;
  commands: Commands;
  clock: Clock;
  newTaskId: () => string;
};

type Options = {
  configOverrides?: Record<string, unknown> | undefined;
  /** Narrower than all processable states, for a retry. */
  from?: readonly RecordingStatus[];
  /** Only if the recording never had a run: for doors that may knock twice. */
  firstRun?: boolean;
  /** Names the operation, so that a repeat finds the task that the first try made. */
  taskId?: string;
};

/** Queues a run over a recording; it starts when the plan has a free slot. */
export const startTask =
  (deps: StartDeps) =>
  async (workspaceId: WorkspaceId, recordingId: string, options: Options = {}): Promise<Task> => {
    const { recordings, tasks, commands, clock } = deps;
    const taskId = options.taskId ?? deps.newTaskId();
    const task = queuedTask(workspaceId, recordingId, taskId, clock());
    const from = options.from ?? PROCESSABLE;
    const { configOverrides, firstRun = false } = options;
    if (!(await tasks.enqueue(task, { from, configOverrides, firstRun }))) {
      const earlier = options.taskId && (await tasks.find(workspaceId, taskId));
      if (!earlier) throw whyNot(await recordings.find(workspaceId, recordingId), from);
    }
    await commands.send({ command: 'admit', workspaceId });
    return task;
  };

const queuedTask = (
  workspaceId: WorkspaceId,
  recordingId: string,
  taskId: string,
  now: number,
): Task => ({
  workspaceId,
  taskId,
  recordingId,
  status: 'QUEUED',
  progress: {},
  version: 1,
  createdAt: now,
});

function whyNot(
  recording: { status: RecordingStatus; activeTaskId?: string | undefined } | undefined,
  from: readonly RecordingStatus[],
) {
  if (!recording) return new AppError('not_found', 'No such recording.');
  if (recording.activeTaskId) {
    const running = `Task ${recording.activeTaskId} is already working on it: wait, or cancel it.`;
    return new AppError('conflict', running);
  }
  if (recording.status === 'DOWNLOADING' || recording.status === 'INITIALIZED') {
    return new AppError('upload_incomplete', 'The upload is not complete yet: complete it first.');
  }
  const wanted = isProcessable(recording.status) ? from.join(', ') : PROCESSABLE.join(', ');
  const rule = `This works from ${wanted}; the recording is ${recording.status}.`;
  return new AppError('illegal_transition', rule);
}
