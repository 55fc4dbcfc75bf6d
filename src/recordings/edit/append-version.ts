import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Files } from '../../pipeline/ports.ts';
import type { EditView } from './edit.contract.ts';
import { editView } from './edit-view.ts';
import { type LoadDeps, type LoadedEdit, loadEdit } from './load-edit.ts';
import { type EditPlace, type SaveDeps, saveVersion, versionKey } from './save-version.ts';

export type EditDeps = LoadDeps & SaveDeps & { files: Files; clock: Clock };

type NextVersion = () => Promise<Parameters<typeof saveVersion>[2]>;

/** Adds the next version on top of `expected`, or nothing if that is not the newest any more. */
export async function appendVersion(
  deps: EditDeps,
  place: EditPlace,
  loaded: LoadedEdit,
  expected: number,
  next: NextVersion,
): Promise<EditView> {
  const { head, headKey } = loaded;
  // A repeat of a request that died after its write finds its own version on top.
  if (headKey !== undefined && headKey === versionKey(place, expected + 1)) {
    return editView(deps.files, loaded);
  }
  if (head.number !== expected) throw lostRace(expected, head.number);
  if (!(await saveVersion(deps, place, await next()))) throw lostRace(expected, expected + 1);
  return editView(deps.files, await loadEdit(deps)(place));
}

const lostRace = (expected: number, newest: number) =>
  new AppError(
    'conflict',
    `Version ${expected} is not the newest any more, ${newest} is: look at it and try again.`,
  );
