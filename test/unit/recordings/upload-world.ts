import { originalKey } from '../../../src/recordings/object-keys.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';

export const UPLOAD = { uploadId: 'u1', partSizeBytes: 10, expiresAt: 9e12, sidecar: true };

/** A recording whose upload, of parts of ten bytes, is under way. */
export function worldOfUpload(sizeBytes = 25) {
  const it = idlePorts({ status: 'DOWNLOADING', upload: UPLOAD, sizeBytes });
  const parts = new Map<number, Uint8Array>();
  it.pending.set(UPLOAD.uploadId, parts);
  const upload = { workspaceId: it.key.workspaceId, key: originalKey(it.key), uploadId: 'u1' };
  return {
    ...it,
    upload,
    /** Parts arrive with these sizes, in the order of their numbers. */
    arrive: (sizes: Record<number, number>) => {
      for (const [part, bytes] of Object.entries(sizes)) {
        parts.set(Number(part), new Uint8Array(bytes));
      }
    },
    started: () => [...it.store.tasks.keys()],
  };
}

export const WHOLE = { 1: 10, 2: 10, 3: 5 };
