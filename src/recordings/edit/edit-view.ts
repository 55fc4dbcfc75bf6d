import type { Files } from '../../pipeline/ports.ts';
import type { EditView } from './edit.contract.ts';
import type { LoadedEdit } from './load-edit.ts';

const LINK_SECONDS = 3600;

type Shown = Pick<LoadedEdit, 'recording' | 'head' | 'edit' | 'waveformKey' | 'appliedVersion'>;

/** An edit list as the API shows it; the picture's link works for an hour. */
export async function editView(files: Pick<Files, 'link'>, shown: Shown): Promise<EditView> {
  const { recording, head, edit, waveformKey, appliedVersion } = shown;
  const { source_seconds, kept_seconds, kept, cuts } = edit;
  const options = { expiresInSeconds: LINK_SECONDS };
  return {
    version: head.number,
    mode: head.cuts ? 'manual' : 'automatic',
    can_undo: head.before !== null,
    applied_version: typeof appliedVersion === 'number' ? appliedVersion : null,
    source_seconds,
    kept_seconds,
    kept,
    cuts,
    waveform_url: waveformKey
      ? await files.link(recording.workspaceId, waveformKey, options)
      : null,
    updated_at: head.made_at,
  };
}
