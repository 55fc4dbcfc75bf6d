import { statesBefore } from '../recordings/recording-status.ts';
import type { ExecuteDeps, Room } from './execute-deps.ts';
import type { TaskKey } from './ports.ts';
import type { StageOutcome } from './stage.ts';
import { StageError } from './stage-error.ts';
import { stageWork } from './stage-work.ts';
import type { StageName } from './stages.ts';

/**
 * Does a stage's work and commits it: files first, then their rows, then the stage's own row in
 * one conditional write. A crash before that write leaves the earlier result standing.
 */
export const executeStage =
  (deps: ExecuteDeps) =>
  async (key: TaskKey, name: StageName, room: Room): Promise<void> => {
    const { artifacts, stages, versions, tasks, recordings, clock } = deps;
    const context = await deps.context(key, name);
    const { state, stage, fingerprint } = context;
    const startedAt = state?.startedAt ?? clock();
    const implementation = deps.implementations[name];
    if (!implementation)
      throw new StageError('engine_failed', { detail: `No engine for ${name}.` });
    // A worker that died after its commit is started again: there is nothing left to do.
    if (state?.status === 'COMPLETED' && state.madeFingerprint === fingerprint) return;

    const lost = new AbortController();
    const signal = AbortSignal.any([room.signal, lost.signal]);
    const { work, made, settled } = stageWork(deps, key, context, { ...room, signal }, lost);
    let outcome: StageOutcome;
    try {
      outcome = await implementation(work);
    } catch (error) {
      // Whatever an engine says when it is stopped, the reason is why it was stopped.
      throw signal.aborted ? stopReason(signal) : error;
    } finally {
      await settled();
    }
    await artifacts.put(key, name, made);
    const rows = stage.keepsVersions ? versions : stages;
    const committed = await rows.complete({
      ...key,
      ...outcome,
      stage: name,
      status: 'COMPLETED',
      attempts: state?.attempts ?? 1,
      fingerprint,
      madeFingerprint: fingerprint,
      startedAt,
      finishedAt: clock(),
    });
    if (!committed) throw new StageError('cancelled');
    await tasks.setProgress(key, name, 100);
    if (!stage.statusAfter) return;
    const expected = { from: statesBefore(stage.statusAfter), activeTaskId: key.taskId };
    const after = { status: stage.statusAfter };
    await recordings.change(key.workspaceId, key.recordingId, after, expected, clock());
  };

const stopReason = (signal: AbortSignal) =>
  signal.reason instanceof StageError ? signal.reason : new StageError('lost');
