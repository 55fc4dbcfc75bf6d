import type { Clock } from '../../kernel/clock.ts';
import type { Stages, Subjects, Tasks } from '../ports.ts';
import type { SkipReason } from '../skip-reason.ts';
import { type RunKey, taskKey } from '../tasks/task.ts';
import { announceStatus } from './announce-status.ts';
import { decideStage } from './decide-stage.ts';
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
 * Begins a stage, or ends it at once where it has not to run. Announces it in the subject's status,
 * also where the run does not see to it: statuses know no gaps. Safe to call again.
 */
export const beginStage =
  ({ context, subjects, tasks, stages, clock }: Deps) =>
  async (run: RunKey, name: string): Promise<{ run: boolean }> => {
    const found = await context(run, name);
    const { stage, pipeline, state, fingerprint } = found;
    const now = clock();
    const decision = decideStage(found);
    const attempts = state?.taskId === run.taskId ? state.attempts : 0;
    const { subject, taskId } = run;
    const row = { subject, taskId, stage: name, startedAt: now, attempts };
    if (decision.does === 'leave_out') {
      await leaveOut(decision.reason);
      return { run: false };
    }
    await announce(stage.status);
    if (decision.does === 'nothing') {
      await announceEnd();
      return { run: false };
    }
    if (decision.does === 'skip') {
      await endEarly({ ...row, status: 'SKIPPED', finishedAt: now });
      return { run: false };
    }
    if (decision.does === 'reuse') {
      const reused = { ...decision.result, reused: true };
      await endEarly({ ...row, ...reused, status: 'COMPLETED', finishedAt: now });
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
      await announceEnd();
    }

    async function announceEnd() {
      if (stage.statusAfter) await announce(stage.statusAfter);
    }

    async function announce(status: string) {
      const moved = await announceStatus(subjects, run, pipeline.statuses, status, now);
      if (!moved) throw new StageError('cancelled');
    }
  };
