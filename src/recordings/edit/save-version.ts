import type { WorkspaceId } from '../../kernel/ids.ts';
import { type EditVersion, versionVariant } from '../../media/edit/edit-version.ts';
import type { Artifacts, Files } from '../../pipeline/ports.ts';
import { editVersionKey } from '../object-keys.ts';

export type SaveDeps = {
  artifacts: Pick<Artifacts, 'insert'>;
  files: Pick<Files, 'put' | 'removePrefix'>;
};

/** Where one request writes: a name of its own, so that the loser of a race overwrites nothing. */
export type Place = { workspaceId: WorkspaceId; recordingId: string; operationId: string };

/**
 * Adds a version: the file first, then its row on the condition that nobody was faster. False,
 * and nothing left behind, if somebody was or the recording is gone.
 */
export async function saveVersion(
  { artifacts, files }: SaveDeps,
  place: Place,
  version: EditVersion,
): Promise<boolean> {
  const { workspaceId, recordingId } = place;
  const key = versionKey(place, version.number);
  const content_type = 'application/json';
  const stored = await files.put(workspaceId, key, { body: JSON.stringify(version) }, content_type);
  const artifact = {
    kind: 'manual_edit',
    variant: versionVariant(version.number),
    key,
    content_type,
    size_bytes: stored.sizeBytes,
    sha256: stored.sha256,
    fingerprint: 'source',
  } as const;
  const added = await artifacts.insert({ workspaceId, recordingId }, 'source', artifact);
  // With the picture beside it: both names begin alike.
  if (!added) await files.removePrefix(workspaceId, key.replace(/json$/, ''));
  return added;
}

export const versionKey = ({ workspaceId, recordingId, operationId }: Place, number: number) =>
  editVersionKey(workspaceId, recordingId, `${versionVariant(number)}-${operationId}.json`);
