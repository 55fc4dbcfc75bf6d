import { createHash } from 'node:crypto';
import { ownKey } from '../../../../src/adapters/s3/own-key.ts';
import type { ReceivedPart, UploadKey, Uploads } from '../../../../src/recordings/ports.ts';

const LINKS = 'https://files.example';

/** A part as storage tells of it. */
export const receivedPart = (partNumber: number, bytes: Uint8Array): ReceivedPart => ({
  partNumber,
  sizeBytes: bytes.byteLength,
  etag: `"${createHash('md5').update(bytes).digest('hex')}"`,
});

/** Multipart uploads in memory. `pending` holds the parts that came, by the upload's id. */
export function memoryUploads(objects: Map<string, Uint8Array>) {
  const pending = new Map<string, Map<number, Uint8Array>>();
  const partsOf = ({ workspaceId, key, uploadId }: UploadKey) => {
    ownKey(workspaceId, key);
    return pending.get(uploadId);
  };
  const uploads: Uploads = {
    begin: async (workspaceId, key) => {
      const uploadId = `upload-${pending.size + 1} of ${ownKey(workspaceId, key)}`;
      pending.set(uploadId, new Map());
      return uploadId;
    },
    partLink: async ({ workspaceId, key, uploadId }, { partNumber, sizeBytes }) => {
      const part = new URLSearchParams({
        ...{ upload: uploadId, part: `${partNumber}`, bytes: `${sizeBytes}` },
      });
      return `${LINKS}/${ownKey(workspaceId, key)}?${part}`;
    },
    putLink: async (workspaceId, key, { sizeBytes }) =>
      `${LINKS}/${ownKey(workspaceId, key)}?bytes=${sizeBytes ?? ''}`,
    received: async upload => {
      const parts = partsOf(upload);
      return parts && [...parts].sort(([a], [b]) => a - b).map(part => receivedPart(...part));
    },
    complete: async (upload, parts) => {
      const sent = partsOf(upload);
      if (!sent) return;
      const bytes = parts.map(({ partNumber }) => sent.get(partNumber) ?? new Uint8Array());
      objects.set(upload.key, Buffer.concat(bytes));
      pending.delete(upload.uploadId);
    },
    abort: async upload => {
      if (partsOf(upload)) pending.delete(upload.uploadId);
    },
  };
  return { uploads, pending };
}
