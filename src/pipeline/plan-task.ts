import type { Stages, TaskKey, Tasks } from './ports.ts';
import { StageError } from './stage-error.ts';
import { STAGE_NAMES } from './stages.ts';

type Deps = {
  tasks: Pick<Tasks, 'find'>;
  stages: Stages;
  heartbeatSeconds: number;
};

/** Long enough for the largest file; a hung worker is noticed by its heartbeat, not by this. */
const TIMEOUT_SECONDS = 12 * 3600;

/**
 * Starts a run with a clean sheet: every stage pending, earlier results remembered, so that the
 * stages can be skipped. A repeated call leaves stages of this run alone.
 */
export const planTask =
  ({ tasks, stages, heartbeatSeconds }: Deps) =>
  async (key: TaskKey) => {
    const [task, states] = await Promise.all([
      tasks.find(key.workspaceId, key.taskId),
      stages.list(key.workspaceId, key.recordingId),
    ]);
    if (task?.status !== 'RUNNING') throw new StageError('cancelled');
    const known = new Map(states.map(state => [state.stage, state]));
    const fresh = STAGE_NAMES.filter(name => known.get(name)?.taskId !== key.taskId);
    await Promise.all(
      fresh.map(stage => {
        const { madeFingerprint, note, facts } = known.get(stage) ?? {};
        const kept = { madeFingerprint, note, facts };
        return stages.put({ ...key, ...kept, stage, status: 'PENDING', attempts: 0 });
      }),
    );
    return { heartbeat_seconds: heartbeatSeconds, timeout_seconds: TIMEOUT_SECONDS };
  };
