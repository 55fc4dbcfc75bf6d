import { processingConfig } from '../../config/processing-config.contract.ts';
import type { Clock } from '../../kernel/clock.ts';
import { burnsIn, STAGE_NAMES } from '../../pipelines/recording.ts';
import type { Recordings } from '../../recordings/ports.ts';
import type { Stages, TaskKey, Tasks } from '../ports.ts';
import { StageError } from '../stages/stage-error.ts';

type Deps = {
  recordings: Pick<Recordings, 'change' | 'find'>;
  tasks: Pick<Tasks, 'find'>;
  stages: Stages;
  heartbeatSeconds: number;
  clock: Clock;
};

/** States that only a run in the middle of its work leaves behind. */
const MIDWAY = ['PROCESSING', 'PROCESSED', 'PREPARING', 'TRANSCRIBED', 'UPLOADING'] as const;

/** Long enough for the largest file; a hung worker is noticed by its heartbeat, not by this. */
const TIMEOUT_SECONDS = 12 * 3600;

/**
 * Starts a run with a clean sheet: every stage pending, earlier results remembered, so that the
 * stages can be skipped. A repeated call leaves stages of this run alone. A run that is started
 * again after a power cut takes the recording back to where runs begin.
 */
export const planTask =
  ({ recordings, tasks, stages, heartbeatSeconds, clock }: Deps) =>
  async (key: TaskKey) => {
    const [task, recording, states] = await Promise.all([
      tasks.find(key.workspaceId, key.taskId),
      recordings.find(key.workspaceId, key.recordingId),
      stages.list(key.workspaceId, key.recordingId),
    ]);
    if (task?.status !== 'RUNNING') throw new StageError('cancelled');
    const { workspaceId, recordingId, taskId } = key;
    const expected = { from: MIDWAY, activeTaskId: taskId };
    const begin = { status: 'DOWNLOADED' } as const;
    await recordings.change(workspaceId, recordingId, begin, expected, clock());
    const known = new Map(states.map(state => [state.stage, state]));
    const fresh = STAGE_NAMES.filter(name => known.get(name)?.taskId !== key.taskId);
    await Promise.all(
      fresh.map(stage => {
        const { madeFingerprint, chosenFor, note, facts } = known.get(stage) ?? {};
        const kept = { madeFingerprint, chosenFor, note, facts };
        return stages.put({ ...key, ...kept, stage, status: 'PENDING', attempts: 0 });
      }),
    );
    return {
      heartbeat_seconds: heartbeatSeconds,
      timeout_seconds: TIMEOUT_SECONDS,
      burns_in: burnsIn(processingConfig(recording?.configOverrides)),
    };
  };
