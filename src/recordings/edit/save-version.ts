import { type EditVersion, versionVariant } from '../../media/edit/edit-version.ts';
import { SOURCE } from '../../pipeline/artifact.ts';
import type { Artifacts, Files } from '../../pipeline/ports.ts';
import { editVersionKey } from '../object-keys.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';

export type SaveDeps = {
  artifacts: Pick<Artifacts, 'insert'>;
  files: Pick<Files, 'put' | 'removePrefix'>;
};

/** Where one request writes: a name of its own, so that the loser of a race overwrites nothing. */
export type EditPlace = RecordingKey & { operationId: string };

/**
 * Adds a version: the file first, then its row on the condition that nobody was faster. False,
 * and nothing left behind, if somebody was or the recording is gone.
 */
export async function saveVersion(
  { artifacts, files }: SaveDeps,
  place: EditPlace,
  version: EditVersion,
): Promise<boolean> {
  const { workspaceId } = place;
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
    fingerprint: SOURCE,
  } as const;
  const added = await artifacts.insert(recordingSubject(place), SOURCE, artifact);
  // With the picture beside it: both names begin alike.
  if (!added) await files.removePrefix(workspaceId, key.replace(/json$/, ''));
  return added;
}

export const versionKey = (place: EditPlace, number: number) =>
  editVersionKey(place, `${versionVariant(number)}-${place.operationId}.json`);
