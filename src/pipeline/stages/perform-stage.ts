import type { RunKey } from '../tasks/task.ts';
import type { ExecuteDeps, RunResources } from './execute-deps.ts';
import type { StageContext } from './stage-context.ts';
import { StageError } from './stage-error.ts';
import { stageWork } from './stage-work.ts';

/** A progress write tells whether the task still runs, also of a stage that waits for a provider. */
const WATCH_EVERY_MS = 5000;

/**
 * Lets a stage, or one part of it, work on its inputs. What it saved is stored, and counts for
 * nothing until it is committed.
 */
export async function performStage(
  deps: ExecuteDeps,
  run: RunKey,
  context: StageContext,
  resources: RunResources,
  part?: number,
) {
  const { name } = context.stage;
  const implementation = deps.implementations[name];
  if (!implementation) throw new StageError('engine_failed', { detail: `No engine for ${name}.` });
  const lost = new AbortController();
  const signal = AbortSignal.any([resources.signal, lost.signal]);
  const maxTasks = await workersAllowed(deps, run, context);
  const given = stageWork(deps, run, context, { ...resources, signal, part, maxTasks }, lost);
  const { work, made, settled, removeInterim } = given;
  const watch = setInterval(() => work.progress(0), WATCH_EVERY_MS);
  try {
    return { outcome: await implementation(work), made, removeInterim };
  } catch (error) {
    // Whatever an engine says when it is stopped, the reason is why it was stopped.
    throw signal.aborted ? stopReason(signal) : error;
  } finally {
    clearInterval(watch);
    await settled();
  }
}

/** Of the workspace's plan, for stages that are made in parts. */
const workersAllowed = async (
  { limits }: ExecuteDeps,
  { subject }: RunKey,
  { stage }: StageContext,
) => (stage.continues === 'parts' ? (await limits.find(subject.workspaceId)).workersOfStage : 1);

const stopReason = (signal: AbortSignal) =>
  signal.reason instanceof StageError ? signal.reason : new StageError('lost');
