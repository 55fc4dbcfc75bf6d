import { artifactRepository } from '#src/adapters/dynamodb/pipeline/artifact-repository.ts';
import { s3Files } from '#src/adapters/s3/files.ts';
import { isId, trustedWorkspaceId } from '#src/kernel/ids.ts';
import { SOURCE } from '#src/pipeline/artifact.ts';
import { recordingPrefix } from '#src/recordings/object-keys.ts';
import { recordingSubject } from '#src/recordings/recording-key.ts';
import { automatic, curves, probe } from '#test/unit/recordings/edit/edit-world.ts';
import type { Person } from './person.ts';
import type { WholeApi } from './whole-api.ts';

/** A new recording as `analyze` would have left it, so that there is an edit list to change. */
export async function analyzedRecording({ table, bucket }: WholeApi, person: Person) {
  const { id } = await person.newRecording();
  if (!isId('recording', id)) throw new TypeError(`${id} is no recording.`);
  const key = { workspaceId: trustedWorkspaceId(person.workspaceId), recordingId: id };
  const files = s3Files(bucket);
  const documents = {
    automatic_edit: JSON.stringify(automatic),
    probe: JSON.stringify(probe),
    levels: curves,
  } as const;
  const stored = Object.entries(documents).map(async ([kind, body]) => {
    const place = `${recordingPrefix(key)}${kind}`;
    const { sizeBytes, sha256 } = await files.put(key.workspaceId, place, { body }, 'a/b');
    const size = { content_type: 'a/b', size_bytes: sizeBytes, sha256, fingerprint: SOURCE };
    return { kind: kind as keyof typeof documents, variant: '', key: place, ...size };
  });
  await artifactRepository(table).put(recordingSubject(key), SOURCE, await Promise.all(stored));
}
