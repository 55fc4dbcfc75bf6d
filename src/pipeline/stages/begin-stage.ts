import type { Clock } from '../../kernel/clock.ts';
import type { StageName } from '../../pipelines/recording.ts';
import type { Recordings } from '../../recordings/ports.ts';
import { statesBefore } from '../../recordings/recording-status.ts';
import type { Stages, TaskKey, Tasks } from '../ports.ts';
import type { StageContext } from './stage-context.ts';
import { StageError } from './stage-error.ts';
import type { StageState } from './stage-state.ts';
import { standingResult } from './standing-result.ts';

type Deps = {
  context: (key: TaskKey, name: StageName) => Promise<StageContext>;
  recordings: Pick<Recordings, 'change'>;
  tasks: Pick<Tasks, 'setProgress'>;
  stages: Pick<Stages, 'put'>;
  clock: Clock;
};

/**
 * Decides whether a stage has to run: not if the config leaves it out, and not if what it would
 * make is already there. Announces it in the recording's status. Safe to call again.
 */
export const beginStage =
  ({ context, recordings, tasks, stages, clock }: Deps) =>
  async (key: TaskKey, name: StageName): Promise<{ run: boolean }> => {
    const found = await context(key, name);
    const { stage, config, state, fingerprint } = found;
    const now = clock();
    await announce(stage.status);

    const row = { ...key, stage: name, startedAt: now, attempts: attemptsSoFar() };
    if (stage.enabled && !stage.enabled(config)) {
      await settle({ ...row, status: 'SKIPPED', finishedAt: now });
      return { run: false };
    }
    const standing = standingResult(found);
    if (standing) {
      await settle({ ...row, ...standing, status: 'COMPLETED', reused: true, finishedAt: now });
      return { run: false };
    }
    const made = { madeFingerprint: state?.madeFingerprint, chosenFor: state?.chosenFor };
    const running = { ...row, ...made, attempts: row.attempts + 1, fingerprint };
    if (!(await stages.put({ ...running, status: 'RUNNING' }))) throw new StageError('cancelled');
    return { run: true };

    function attemptsSoFar() {
      return state?.taskId === key.taskId ? state.attempts : 0;
    }

    async function settle(settled: StageState) {
      if (!(await stages.put(settled))) throw new StageError('cancelled');
      await tasks.setProgress(key, name, 100);
      if (stage.statusAfter) await announce(stage.statusAfter);
    }

    async function announce(status: typeof stage.status) {
      const expected = { from: statesBefore(status), activeTaskId: key.taskId };
      const { workspaceId, recordingId } = key;
      const moved = await recordings.change(workspaceId, recordingId, { status }, expected, now);
      if (!moved) throw new StageError('cancelled');
    }
  };
