import { type Clock, toIso } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { changedVersion, undoneVersion, versionVariant } from '../../media/edit/edit-version.ts';
import { manualEdit } from '../../media/edit/manual-edit.ts';
import { drawWaveform } from '../../media/edit/waveform.ts';
import type { Files } from '../../pipeline/ports.ts';
import { editVersionKey } from '../object-keys.ts';
import { askedCuts } from './asked-cuts.ts';
import type { ChangeEdit, EditView } from './edit.contract.ts';
import { editView } from './edit-view.ts';
import { type LoadDeps, type LoadedEdit, loadEdit } from './load-edit.ts';
import { type EditPlace, type SaveDeps, saveVersion, versionKey } from './save-version.ts';

export type EditDeps = LoadDeps & SaveDeps & { files: Files; clock: Clock };

/** Makes a person's list the one that counts from the next run on. */
export const changeEdit =
  (deps: EditDeps) =>
  async (place: EditPlace, request: ChangeEdit): Promise<EditView> => {
    const loaded = await loadEdit(deps)(place);
    const { head, automatic, probe } = loaded;
    const cuts = askedCuts(request, automatic.source_seconds);
    const edit = manualEdit(cuts, automatic, probe);
    if (!edit) {
      const path = request.kept ? 'kept' : 'cuts';
      const errors = [{ path, message: 'Not one frame would stay.' }];
      throw new AppError('invalid_request', 'Nothing would stay of the recording.', { errors });
    }
    return append(deps, place, loaded, request.version, async () => {
      const waveform_key = await savePicture(deps, place, loaded, edit);
      return changedVersion(head, { cuts, waveform_key, made_at: toIso(deps.clock()) });
    });
  };

/** Shows the version before again, as a new version; below the first change is the automatic list. */
export const undoEdit =
  (deps: EditDeps) =>
  async (place: EditPlace, { version }: { version: number }): Promise<EditView> => {
    const loaded = await loadEdit(deps)(place);
    const { head, versionOf } = loaded;
    return append(deps, place, loaded, version, async () => {
      if (head.before === null) {
        throw new AppError('conflict', 'There is nothing to undo: the list is the automatic one.');
      }
      return undoneVersion(head, await versionOf(head.before), toIso(deps.clock()));
    });
  };

type NextVersion = () => Promise<Parameters<typeof saveVersion>[2]>;

/** Adds the next version on top of `expected`, or nothing if that is not the newest any more. */
async function append(
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

async function savePicture(
  { files }: EditDeps,
  place: EditPlace,
  { head, probe, curves }: LoadedEdit,
  edit: NonNullable<ReturnType<typeof manualEdit>>,
) {
  const name = `${versionVariant(head.number + 1)}-${place.operationId}.svg`;
  const key = editVersionKey(place, name);
  const { levels } = await curves();
  const picture = { levels, edit, noiseFloorDbfs: probe.noise_floor_dbfs };
  await files.put(place.workspaceId, key, { body: drawWaveform(picture) }, 'image/svg+xml');
  return key;
}
