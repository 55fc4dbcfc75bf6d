import type { StageName } from '../../pipelines/recording.ts';
import { statesBefore } from '../../recordings/recording-status.ts';
import type { TaskKey } from '../ports.ts';
import type { ExecuteDeps, Room } from './execute-deps.ts';
import { performStage } from './perform-stage.ts';
import type { Unfinished } from './stage.ts';
import { StageError } from './stage-error.ts';

/**
 * Does a stage's work and commits it: files first, then their rows, then the stage's own row in
 * one conditional write. A crash before that write leaves the earlier result standing. Answers
 * what to wait for where the stage is not done yet: nothing is committed then.
 */
export const executeStage =
  (deps: ExecuteDeps) =>
  async (key: TaskKey, name: StageName, room: Room): Promise<Unfinished | undefined> => {
    const { artifacts, stages, versions, tasks, recordings, clock } = deps;
    const context = await deps.context(key, name);
    const { state, stage, fingerprint } = context;
    const startedAt = state?.startedAt ?? clock();
    // A worker that died after its commit is started again: there is nothing left to do.
    if (state?.status === 'COMPLETED' && state.madeFingerprint === fingerprint) return undefined;

    const { outcome, made, removeInterim } = await performStage(deps, key, context, room);
    const { unfinished, ...result } = outcome;
    if (unfinished) return unfinished;
    if (!(await artifacts.putMade(key, name, made))) throw new StageError('cancelled');
    const rows = stage.keepsVersions ? versions : stages;
    const committed = await rows.complete({
      ...key,
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
    await tasks.setProgress(key, name, 100);
    if (!stage.statusAfter) return undefined;
    const expected = { from: statesBefore(stage.statusAfter), activeTaskId: key.taskId };
    const after = { status: stage.statusAfter };
    await recordings.change(key.workspaceId, key.recordingId, after, expected, clock());
    return undefined;
  };
