import { createHash } from 'node:crypto';
import { ownKey } from '../../../../src/adapters/s3/own-key.ts';
import type { WorkspaceId } from '../../../../src/kernel/ids.ts';
import type { Inbox } from '../../../../src/recordings/ports.ts';

const etagOf = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

/** The inbox in memory, among the objects of the bucket. */
export function memoryInbox(objects: Map<string, Uint8Array>): Inbox {
  return {
    async find(workspaceId, dropKey) {
      refuseForeign(workspaceId, dropKey);
      const bytes = objects.get(dropKey);
      return bytes && { key: dropKey, sizeBytes: bytes.length, etag: etagOf(bytes) };
    },
    async moveIn(workspaceId, { key: dropKey, etag }, key) {
      refuseForeign(workspaceId, dropKey);
      const own = ownKey(workspaceId, key);
      const dropped = objects.get(dropKey);
      if (!dropped) return;
      const [taken, isSame] = [objects.get(own), etagOf(dropped) === etag];
      if (!taken && !isSame) throw new Error('The drop was replaced.');
      if (!taken) objects.set(own, dropped);
      if (isSame && (taken ?? dropped).length === dropped.length) objects.delete(dropKey);
    },
  };
}

function refuseForeign(workspaceId: WorkspaceId, dropKey: string) {
  if (!dropKey.startsWith(`inbox/${workspaceId}/`)) throw new RangeError('Not of this workspace.');
}
