import { inParallel } from '../../../kernel/in-parallel.ts';
import type { Interim } from '../../../pipeline/stages/stage.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { MadeShare, PartPlan } from './part-plan.contract.ts';

/** Files that are up- or downloaded side by side. */
const TRANSFERS = 4;
const PLAN = 'plan.json';
const shareName = (task: number) => `task-${task}.json`;

/** Undefined where nothing was shared yet. */
export async function readPartPlan(interim: Interim): Promise<PartPlan | undefined> {
  const text = await interim.read(PLAN);
  return text === undefined ? undefined : PartPlan.parse(JSON.parse(text));
}

export const writePartPlan = (interim: Interim, plan: PartPlan) =>
  interim.put(PLAN, { body: JSON.stringify(plan) });

export const isShareMade = (interim: Interim, task: number) => interim.has(shareName(task));

/** Undefined where the task's files are not all there. */
export async function readShare(interim: Interim, task: number): Promise<MadeShare | undefined> {
  const text = await interim.read(shareName(task));
  return text === undefined ? undefined : MadeShare.parse(JSON.parse(text));
}

type Share = { task: number; paths: readonly string[]; made: MadeShare };

/** Files keep the name that they have on disk. */
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Files first: where a share is noted, all of it is there. */
export async function putShare(
  interim: Interim,
  { task, paths, made }: Share,
  signal: AbortSignal,
) {
  const uploads = paths.map(path => () => interim.put(nameOf(path), { path }));
  await inParallel(TRANSFERS, signal, uploads);
  await interim.put(shareName(task), { body: JSON.stringify(made) });
}

/** Throws `engine_failed` where one of them is not there. */
export async function fetchFiles(interim: Interim, paths: readonly string[], signal: AbortSignal) {
  const downloads = paths.map(path => async () => {
    const name = nameOf(path);
    if (!(await interim.has(name))) {
      throw new StageError('engine_failed', { detail: `${name} is not there` });
    }
    await interim.download(name, path);
  });
  await inParallel(TRANSFERS, signal, downloads);
}
