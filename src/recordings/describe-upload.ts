import { toIso } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import { originalKey, sidecarKey } from './object-keys.ts';
import type { ReceivedPart, Recordings, Uploads } from './ports.ts';
import type { UploadView } from './recording.contract.ts';
import type { Recording } from './recording.ts';
import { LINK_SECONDS, LINKS_PER_PAGE, missingParts, partCount, partSize } from './upload-plan.ts';

type Deps = {
  recordings: Pick<Recordings, 'find'>;
  uploads: Pick<Uploads, 'received' | 'partLink' | 'putLink'>;
};

/** What has arrived of an upload and links for what has not: all a client needs to go on. */
export const describeUpload =
  ({ recordings, uploads }: Deps) =>
  async (workspaceId: WorkspaceId, recordingId: string, fromPart: number): Promise<UploadView> => {
    const recording = await recordings.find(workspaceId, recordingId);
    if (!recording) throw new AppError('not_found', 'No such recording.');
    if (!recording.upload) throw new AppError('conflict', 'The upload is already complete.');
    const key = originalKey(workspaceId, recordingId);
    const received = await uploads.received(workspaceId, key, recording.upload.uploadId);
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
  const { workspaceId, recordingId, sizeBytes } = recording;
  const { uploadId, partSizeBytes } = upload;
  const key = originalKey(workspaceId, recordingId);
  const missing = missingParts(sizeBytes, partSizeBytes, received).filter(part => part >= fromPart);
  const page = missing.slice(0, LINKS_PER_PAGE);
  const links = page.map(async part => ({
    part_number: part,
    size_bytes: partSize(part, sizeBytes, partSizeBytes),
    url: await uploads.partLink(workspaceId, key, uploadId, part, LINK_SECONDS),
  }));
  const sidecar = sidecarKey(workspaceId, recordingId);
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
    sidecar_url: upload.sidecar ? await uploads.putLink(workspaceId, sidecar, LINK_SECONDS) : null,
    expires_at: toIso(upload.expiresAt),
  };
}
