import { DeleteObjectCommand, HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import type { Inbox } from '../../recordings/ports.ts';
import type { Bucket } from './client.ts';
import { copyObject } from './copy-object.ts';
import { ownKey } from './own-key.ts';

/** The part of the media bucket where other systems drop files. */
export function s3Inbox({ s3, bucket: Bucket }: Bucket): Inbox {
  return {
    async moveIn(workspaceId, dropKey, key) {
      if (!dropKey.startsWith(`inbox/${workspaceId}/`)) {
        throw new RangeError('The drop is not of this workspace.');
      }
      const Key = ownKey(workspaceId, key);
      const size = await sizeOf(dropKey);
      // Taken before: by a call that died after the copy, or by one for the same event.
      if (size === undefined) return (await sizeOf(Key)) !== undefined;
      if ((await sizeOf(Key)) === undefined) {
        const from = { bucket: Bucket, key: dropKey, sizeBytes: size };
        await copyObject(s3, from, { bucket: Bucket, key: Key });
      }
      await s3.send(new DeleteObjectCommand({ Bucket, Key: dropKey }));
      return true;
    },
  };

  async function sizeOf(Key: string) {
    try {
      return (await s3.send(new HeadObjectCommand({ Bucket, Key }))).ContentLength ?? 0;
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}
