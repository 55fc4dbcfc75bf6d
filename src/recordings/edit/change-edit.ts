import { toIso } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { changedVersion, versionVariant } from '../../media/edit/edit-version.ts';
import { manualEdit } from '../../media/edit/manual-edit.ts';
import { drawWaveform } from '../../media/edit/waveform.ts';
import { editVersionKey } from '../object-keys.ts';
import { appendVersion, type EditDeps } from './append-version.ts';
import type { ChangeEdit, EditView } from './edit.contract.ts';
import { type LoadedEdit, loadEdit } from './load-edit.ts';
import { requestedCuts } from './requested-cuts.ts';
import type { EditPlace } from './save-version.ts';

/** Makes a person's list the one that counts from the next run on. */
export const changeEdit =
  (deps: EditDeps) =>
  async (place: EditPlace, request: ChangeEdit): Promise<EditView> => {
    const loaded = await loadEdit(deps)(place);
    const { head, automatic, probe } = loaded;
    const cuts = requestedCuts(request, automatic.source_seconds);
    const edit = manualEdit(cuts, automatic, probe);
    if (!edit) {
      const path = request.kept ? 'kept' : 'cuts';
      const errors = [{ path, message: 'Not one frame would stay.' }];
      throw new AppError('invalid_request', 'Nothing would stay of the recording.', { errors });
    }
    return appendVersion(deps, place, loaded, request.version, async () => {
      const waveform_key = await savePicture(deps, place, loaded, edit);
      return changedVersion(head, { cuts, waveform_key, made_at: toIso(deps.clock()) });
    });
  };

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
