import { AppError } from '../../kernel/errors.ts';
import { INPUT_LIMITS } from '../../kernel/input-limits.ts';
import { type AcceptDeps, acceptOriginal } from '../accept-original.ts';
import { loadRecording, noSuchRecording } from '../load-recording.ts';
import { originalKey, sidecarKey } from '../object-keys.ts';
import type { ReceivedPart, Uploads } from '../ports.ts';
import type { CompleteUpload } from '../recording.contract.ts';
import type { PendingUpload, Recording } from '../recording.ts';
import type { RecordingKey } from '../recording-key.ts';
import { missingParts } from './upload-plan.ts';

type Deps = AcceptDeps & { uploads: Pick<Uploads, 'received' | 'complete'> };

/** Parts named in an error: enough to act on, few enough to read. */
const NAMED_PARTS = 20;

/** Joins the parts once all are there. Completing twice is completing once. */
export const completeUpload =
  (deps: Deps) =>
  async (key: RecordingKey, { parts }: CompleteUpload): Promise<Recording> => {
    const recording = await loadRecording(deps.recordings, key);
    if (recording.upload) await join(recording, recording.upload);
    const accepted = await acceptOriginal(deps)(key);
    if (!accepted) throw noSuchRecording();
    if (accepted.status === 'DOWNLOADING') {
      throw new AppError('upload_incomplete', 'The upload has expired: create the recording anew.');
    }
    return accepted;

    async function join({ sizeBytes }: Recording, { uploadId, partSizeBytes }: PendingUpload) {
      const upload = { workspaceId: key.workspaceId, key: originalKey(key), uploadId };
      const received = await deps.uploads.received(upload);
      // Completed by an earlier call that died before it could say so, or expired.
      if (!received) return;
      refuseMissing(missingParts(sizeBytes, partSizeBytes, received));
      if (parts) refuseChanged(parts, received);
      await refuseLargeSidecar();
      await deps.uploads.complete(upload, received);
    }

    async function refuseLargeSidecar() {
      const stored = await deps.files.head(key.workspaceId, sidecarKey(key));
      if (!stored || stored.sizeBytes <= INPUT_LIMITS.sidecarBytes.most) return;
      const most = `Subtitles may have ${INPUT_LIMITS.sidecarBytes.most} bytes at most: put others to the link.`;
      throw new AppError('payload_too_large', most);
    }
  };

function refuseMissing(missing: readonly number[]) {
  if (missing.length === 0) return;
  const errors = missing.slice(0, NAMED_PARTS).map(part => ({
    path: `parts.${part}`,
    message: `Part ${part} has not arrived whole: send it to its link again.`,
  }));
  const said = `${missing.length} of the parts have not arrived.`;
  throw new AppError('upload_incomplete', said, { errors });
}

function refuseChanged(
  seen: NonNullable<CompleteUpload['parts']>,
  received: readonly ReceivedPart[],
) {
  const plain = (etag: string) => etag.replaceAll('"', '');
  const stored = new Map(received.map(({ partNumber, etag }) => [partNumber, plain(etag)]));
  const errors = seen
    .filter(({ part_number, etag }) => stored.get(part_number) !== plain(etag))
    .map(({ part_number }) => ({
      path: `parts.${part_number}.etag`,
      message: `Part ${part_number} in storage is not the one that was sent: send it again.`,
    }));
  if (errors.length > 0) {
    throw new AppError('checksum_mismatch', 'Some parts differ from what was sent.', { errors });
  }
}
