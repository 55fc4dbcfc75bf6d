import type { Clock } from '../../kernel/clock.ts';
import type { Stages, Subjects, Tasks } from '../ports.ts';
import type { SkipReason } from '../skip-reason.ts';
import { type RunKey, taskKey } from '../tasks/task.ts';
import { announceStatus } from './announce-status.ts';
import { reusableResult } from './reusable-result.ts';
import type { StageContext } from './stage-context.ts';
import { StageError } from './stage-error.ts';
import type { StageState } from './stage-state.ts';

type Deps = {
  context: (run: RunKey, stage: string) => Promise<StageContext>;
  subjects: Pick<Subjects, 'move' | 'note'>;
  tasks: Pick<Tasks, 'setProgress'>;
  stages: Pick<Stages, 'put'>;
  clock: Clock;
};

/**
 * Decides whether a stage has to run: not if the config leaves it out, and not if what it would
 * make is already there, and not if its subject is left out. Announces it in the subject's status. Safe to call again.
 */
export const beginStage =
  ({ context, subjects, tasks, stages, clock }: Deps) =>
  async (run: RunKey, name: string): Promise<{ run: boolean }> => {
    const found = await context(run, name);
    const { stage, pipeline, config, state, fingerprint } = found;
    const now = clock();
    const attempts = state?.taskId === run.taskId ? state.attempts : 0;
    const { subject, taskId } = run;
    const row = { subject, taskId, stage: name, startedAt: now, attempts };
    if (found.skipReason) {
      await leaveOut(found.skipReason);
      return { run: false };
    }
    await announce(stage.status);

    if (stage.enabled && !stage.enabled(config)) {
      await endEarly({ ...row, status: 'SKIPPED', finishedAt: now });
      return { run: false };
    }
    const reusable = reusableResult(found);
    if (reusable) {
      await endEarly({ ...row, ...reusable, status: 'COMPLETED', reused: true, finishedAt: now });
      return { run: false };
    }
    const made = { madeFingerprint: state?.madeFingerprint, chosenFor: state?.chosenFor };
    const running = { ...row, ...made, attempts: attempts + 1, fingerprint };
    if (!(await stages.put({ ...running, status: 'RUNNING' }))) throw new StageError('cancelled');
    return { run: true };

    /** What earlier runs made stays: one that is forced goes on from there. */
    async function leaveOut(skipReason: SkipReason) {
      if (!(await subjects.note(run, { skipReason }))) throw new StageError('cancelled');
      const { madeFingerprint, chosenFor, note, facts } = state ?? {};
      const kept = { madeFingerprint, chosenFor, note, facts };
      const left = { ...row, ...kept, status: 'SKIPPED', leftOut: true, finishedAt: now } as const;
      if (!(await stages.put(left))) throw new StageError('cancelled');
      await tasks.setProgress(taskKey(run), name, 100);
    }

    async function endEarly(ended: StageState) {
      if (!(await stages.put(ended))) throw new StageError('cancelled');
      await tasks.setProgress(taskKey(run), name, 100);
      if (stage.statusAfter) await announce(stage.statusAfter);
    }

    async function announce(status: string) {
      const moved = await announceStatus(subjects, run, pipeline.statuses, status, now);
      if (!moved) throw new StageError('cancelled');
    }
  };
