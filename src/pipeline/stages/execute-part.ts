import type { RunKey } from '../tasks/task.ts';
import type { ExecuteDeps, RunResources } from './execute-deps.ts';
import { performStage } from './perform-stage.ts';
import { StageError } from './stage-error.ts';

/**
 * Makes one part of a stage's work. It commits nothing and writes no row: what it made are interim
 * files, and the stage's own next run finds them.
 */
export const executePart =
  (deps: ExecuteDeps) =>
  async (run: RunKey, name: string, part: number, resources: RunResources): Promise<void> => {
    const context = await deps.context(run, name);
    const { state, stage, fingerprint } = context;
    if (stage.continues !== 'parts') {
      throw new StageError('engine_failed', { detail: `${name} is not made in parts.` });
    }
    // A worker that returns late: the parts are joined, and their files removed.
    if (state?.status === 'COMPLETED' && state.madeFingerprint === fingerprint) return;
    await performStage(deps, run, context, resources, part);
  };
