import { DeleteObjectCommand, HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import type { Inbox } from '../../recordings/ports.ts';
import type { Bucket } from './client.ts';
import { copyObject, SINGLE_COPY_BYTES } from './copy-object.ts';
import { COPY } from './copy-parts.ts';
import { ownKey } from './own-key.ts';
import { resumeCopy } from './resume-copy.ts';

const LARGE = { fromBytes: SINGLE_COPY_BYTES, plan: COPY };

/** The part of the media bucket where other systems drop files. */
export function s3Inbox({ s3, bucket: Bucket }: Bucket, large = LARGE): Inbox {
  return {
    async moveIn(workspaceId, dropKey, key) {
      if (!dropKey.startsWith(`inbox/${workspaceId}/`)) {
        throw new RangeError('The drop is not of this workspace.');
      }
      const Key = ownKey(workspaceId, key);
      const drop = await find(dropKey);
      // Taken before: by a call that died after the copy, or by one for the same event.
      if (!drop) return (await find(Key)) !== undefined;
      if (!(await find(Key))) await copy({ bucket: Bucket, key: dropKey, ...drop }, Key);
      await s3.send(new DeleteObjectCommand({ Bucket, Key: dropKey }));
      return true;
    },
  };

  async function copy(source: Parameters<typeof copyObject>[1], Key: string) {
    if (source.sizeBytes <= large.fromBytes) {
      return copyObject(s3, source, { bucket: Bucket, key: Key });
    }
    return resumeCopy({ s3, source, to: { Bucket, Key }, plan: large.plan });
  }

  async function find(Key: string) {
    try {
      const { ContentLength, ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key }));
      return { sizeBytes: ContentLength ?? 0, etag: ETag };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}
