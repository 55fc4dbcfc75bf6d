import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import { originalKey } from './object-keys.ts';
import type { Recordings, Uploads } from './ports.ts';
import type { CreateRecording } from './recording.contract.ts';
import { nameFromFile, type Recording } from './recording.ts';
import type { RecordingKey } from './recording-key.ts';
import { refuseLargeUpload, type UploadLimit } from './uploads/upload-limit.ts';
import { PART_SIZE_BYTES, UPLOAD_LIFETIME_MS } from './uploads/upload-plan.ts';

type Deps = UploadLimit & {
  recordings: Pick<Recordings, 'insert' | 'find'>;
  uploads: Pick<Uploads, 'begin' | 'abort'>;
  clock: Clock;
};

/**
 * Takes in a recording that the client will upload in parts, straight to storage. Repeated with
 * the same id it finds the recording that the first try made.
 */
export const createRecording =
  ({ recordings, uploads, clock, largestUploadBytes }: Deps) =>
  async (key: RecordingKey, request: CreateRecording): Promise<Recording> => {
    refuseLargeUpload(request.size_bytes, { largestUploadBytes });
    const { workspaceId } = key;
    const now = clock();
    const original = originalKey(key);
    // The upload first: without its row it is swept away by the bucket, never the other way.
    const uploadId = await uploads.begin(workspaceId, original, request.content_type);
    const recording: Recording = {
      ...key,
      displayName: request.display_name ?? nameFromFile(request.file_name),
      source: 'upload',
      sourceFileName: request.file_name,
      status: 'DOWNLOADING',
      sizeBytes: request.size_bytes,
      contentType: request.content_type,
      sha256: request.sha256,
      configOverrides: request.config,
      processOnArrival: request.process,
      upload: {
        uploadId,
        partSizeBytes: PART_SIZE_BYTES,
        expiresAt: now + UPLOAD_LIFETIME_MS,
        sidecar: request.sidecar !== undefined,
        ...(request.sidecar?.size_bytes && { sidecarBytes: request.sidecar.size_bytes }),
      },
      startTime: request.start_time === undefined ? now : Date.parse(request.start_time),
      createdAt: now,
      updatedAt: now,
    };
    if (await recordings.insert(recording)) return recording;
    await uploads.abort({ workspaceId, key: original, uploadId });
    const earlier = await recordings.find(key);
    if (!earlier) throw new AppError('not_found', 'The recording was deleted in the meantime.');
    return earlier;
  };
