import type { Clock } from '../../kernel/clock.ts';
import { STAGE_NAMES } from '../../pipelines/recording.ts';
import type { Recordings } from '../../recordings/ports.ts';
import type { Recording } from '../../recordings/recording.ts';
import type { RecordingStatus } from '../../recordings/recording-status.ts';
import type { Commands, Outcome, Stages, TaskKey, Tasks } from '../ports.ts';
import { STAGE_ERRORS } from '../stages/stage-error.ts';
import type { StageState } from '../stages/stage-state.ts';

export type FinishDeps = {
  recordings: Pick<Recordings, 'find'>;
  tasks: Pick<Tasks, 'find' | 'finish'>;
  stages: Pick<Stages, 'list'>;
  commands: Commands;
  clock: Clock;
};

/**
 * Ends a run by what its stages say: the recording READY or FAILED with the stage named, the slot
 * given back, and the next waiting task asked in. Called at every end of the state machine, by a
 * cancel and by the sweeper; only the first call has an effect.
 */
export const finishTask =
  ({ recordings, tasks, stages, commands, clock }: FinishDeps) =>
  async (key: TaskKey): Promise<{ status: 'SUCCEEDED' | 'FAILED' | 'CANCELLED' }> => {
    const [recording, task, states] = await Promise.all([
      recordings.find(key.workspaceId, key.recordingId),
      tasks.find(key.workspaceId, key.taskId),
      stages.list(key.workspaceId, key.recordingId),
    ]);
    const cancelled = task?.cancelRequestedAt !== undefined;
    const own = states.filter(({ taskId }) => taskId === key.taskId);
    const outcome = cancelled ? cancelOutcome(recording) : outcomeOf(own);
    const ended = await tasks.finish(key, outcome, clock());
    // Also when another call ended it: that one may have died before it could ask.
    const { workspaceId, recordingId } = key;
    await commands.send({ command: 'admit', workspaceId });
    await commands.send({ command: 'tidy', workspaceId, recordingId });
    const settled = ended ? undefined : await tasks.find(key.workspaceId, key.taskId);
    return { status: overStatus(settled?.status) ?? outcome.task };
  };

const overStatus = (status: string | undefined) =>
  status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED' ? status : undefined;

/** All stages done is success; else the failed one is named, or the first that never ended. */
function outcomeOf(states: readonly StageState[]): Outcome {
  const done = new Set(
    states
      .filter(({ status }) => status === 'COMPLETED' || status === 'SKIPPED')
      .map(({ stage }) => stage),
  );
  if (STAGE_NAMES.every(name => done.has(name))) return { task: 'SUCCEEDED', recording: 'READY' };
  const failed = states.find(({ status }) => status === 'FAILED');
  const stage = failed?.stage ?? STAGE_NAMES.find(name => !done.has(name)) ?? 'publish';
  const code = failed?.failureCode ?? 'lost';
  const reason = failed?.failureReason ?? STAGE_ERRORS.lost;
  return { task: 'FAILED', recording: 'FAILED', failure: { stage, code, reason } };
}

const UNTOUCHED: readonly RecordingStatus[] = ['READY', 'FAILED', 'SKIPPED', 'DOWNLOADED'];

/** A run that had not begun leaves the recording as it was; else the original is what remains. */
function cancelOutcome(recording: Recording | undefined): Outcome {
  const status = recording?.status ?? 'DOWNLOADED';
  return { task: 'CANCELLED', recording: UNTOUCHED.includes(status) ? status : 'DOWNLOADED' };
}
