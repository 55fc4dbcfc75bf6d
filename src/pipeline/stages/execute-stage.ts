import { type RunKey, taskKey } from '../tasks/task.ts';
import { announceStatus } from './announce-status.ts';
import type { ExecuteDeps, RunResources } from './execute-deps.ts';
import { performStage } from './perform-stage.ts';
import type { Unfinished } from './stage.ts';
import { StageError } from './stage-error.ts';

/**
 * Does a stage's work and commits it: files first, then their rows, then the stage's own row in
 * one conditional write. A crash before that write leaves the earlier result as the current one.
 * Returns what to wait for where the stage is not done yet: nothing is committed then.
 */
export const executeStage =
  (deps: ExecuteDeps) =>
  async (run: RunKey, name: string, resources: RunResources): Promise<Unfinished | undefined> => {
    const { artifacts, stages, versions, tasks, subjects, clock } = deps;
    const context = await deps.context(run, name);
    const { state, stage, pipeline, fingerprint } = context;
    const startedAt = state?.startedAt ?? clock();
    // A worker that died after its commit is started again: there is nothing left to do.
    if (state?.status === 'COMPLETED' && state.madeFingerprint === fingerprint) return undefined;

    const { outcome, made, removeInterim } = await performStage(deps, run, context, resources);
    const { unfinished, ...result } = outcome;
    if (unfinished) return unfinished;
    if (!(await artifacts.putMade(run, name, made))) throw new StageError('cancelled');
    const found = stage.tells?.(result.facts ?? {}, made);
    if (found && !(await subjects.note(run, found))) throw new StageError('cancelled');
    const rows = stage.keepsVersions ? versions : stages;
    const { subject, taskId } = run;
    const committed = await rows.complete({
      subject,
      taskId,
      ...result,
      stage: name,
      status: 'COMPLETED',
      attempts: state?.attempts ?? 1,
      fingerprint,
      madeFingerprint: fingerprint,
      startedAt,
      finishedAt: clock(),
    });
    if (!committed) throw new StageError('cancelled');
    await removeInterim();
    await tasks.setProgress(taskKey(run), name, 100);
    const after = stage.statusAfter;
    if (after) await announceStatus(subjects, run, pipeline.statuses, after, clock());
    return undefined;
  };
