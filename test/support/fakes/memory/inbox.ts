import { ownKey } from '../../../../src/adapters/s3/own-key.ts';
import type { Inbox } from '../../../../src/recordings/ports.ts';

/** The inbox in memory, among the objects of the bucket. */
export const memoryInbox = (objects: Map<string, Uint8Array>): Inbox => ({
  moveIn: async (workspaceId, dropKey, key) => {
    if (!dropKey.startsWith(`inbox/${workspaceId}/`))
      throw new RangeError('Not of this workspace.');
    const own = ownKey(workspaceId, key);
    const dropped = objects.get(dropKey);
    if (!dropped) return objects.has(own);
    if (!objects.has(own)) objects.set(own, dropped);
    objects.delete(dropKey);
    return true;
  },
});
