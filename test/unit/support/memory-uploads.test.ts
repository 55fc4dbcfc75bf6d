import { uploadsContract } from '../../contract/uploads.contract.ts';
import { textIn } from '../../support/fakes/memory/files.ts';
import { memoryUploads } from '../../support/fakes/memory/uploads.ts';

uploadsContract('uploads in memory', () => {
  const objects = new Map<string, Uint8Array>();
  const { uploads, pending } = memoryUploads(objects);
  return {
    uploads,
    read: textIn(objects),
    send: async ({ uploadId }, part, body) => void pending.get(uploadId)?.set(part, body),
  };
});
