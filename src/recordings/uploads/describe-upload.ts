import { toIso } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import { loadRecording } from '../load-recording.ts';
import { originalKey, sidecarKey } from '../object-keys.ts';
import type { ReceivedPart, Recordings, Uploads } from '../ports.ts';
import type { UploadView } from '../recording.contract.ts';
import type { Recording } from '../recording.ts';
import type { RecordingKey } from '../recording-key.ts';
import { LINK_SECONDS, LINKS_PER_PAGE, missingParts, partCount, partSize } from './upload-plan.ts';

type Deps = {
  recordings: Pick<Recordings, 'find'>;
  uploads: Pick<Uploads, 'received' | 'partLink' | 'putLink'>;
};

/** What has arrived of an upload and links for what has not: all a client needs to go on. */
export const describeUpload =
  ({ recordings, uploads }: Deps) =>
  async (key: RecordingKey, fromPart: number): Promise<UploadView> => {
    const recording = await loadRecording(recordings, key);
    if (!recording.upload) throw new AppError('conflict', 'The upload is already complete.');
    const received = await uploads.received({
      workspaceId: key.workspaceId,
      key: originalKey(key),
      uploadId: recording.upload.uploadId,
    });
    if (!received) {
      throw new AppError(
        'conflict',
        'The upload was completed or has expired: look at the recording.',
      );
    }
    return uploadView(uploads, recording, recording.upload, received, fromPart);
  };

export async function uploadView(
  uploads: Pick<Uploads, 'partLink' | 'putLink'>,
  recording: Recording,
  upload: NonNullable<Recording['upload']>,
  received: readonly ReceivedPart[],
  fromPart: number,
): Promise<UploadView> {
  const { workspaceId, sizeBytes } = recording;
  const { uploadId, partSizeBytes } = upload;
  const begun = { workspaceId, key: originalKey(recording), uploadId };
  const missing = missingParts(sizeBytes, partSizeBytes, received).filter(part => part >= fromPart);
  const page = missing.slice(0, LINKS_PER_PAGE);
  const links = page.map(async partNumber => {
    const part = { partNumber, sizeBytes: partSize(partNumber, sizeBytes, partSizeBytes) };
    const url = await uploads.partLink(begun, part, LINK_SECONDS);
    return { part_number: partNumber, size_bytes: part.sizeBytes, url };
  });
  const sidecar = { expiresInSeconds: LINK_SECONDS, sizeBytes: upload.sidecarBytes };
  return {
    part_size_bytes: partSizeBytes,
    part_count: partCount(sizeBytes, partSizeBytes),
    received: received.map(({ partNumber, sizeBytes: size, etag }) => ({
      part_number: partNumber,
      size_bytes: size,
      etag,
    })),
    missing: await Promise.all(links),
    next_part: missing[LINKS_PER_PAGE] ?? null,
    sidecar_url: upload.sidecar
      ? await uploads.putLink(workspaceId, sidecarKey(recording), sidecar)
      : null,
    expires_at: toIso(upload.expiresAt),
  };
}
