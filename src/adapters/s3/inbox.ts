import { DeleteObjectCommand, HeadObjectCommand, NotFound } from '@aws-sdk/client-s3';
import type { WorkspaceId } from '../../kernel/ids.ts';
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
    async find(workspaceId, dropKey) {
      refuseForeign(workspaceId, dropKey);
      return find(dropKey);
    },
    async moveIn(workspaceId, dropped, key) {
      refuseForeign(workspaceId, dropped.key);
      const Key = ownKey(workspaceId, key);
      // Taken before: by a call that died after the copy, or by one for the same event.
      const taken = await find(Key);
      if (!taken) await copy({ bucket: Bucket, ...dropped }, Key);
      // A copy in parts has an ETag of its own, so the size has to tell whether it is of these bytes.
      if (taken && taken.sizeBytes !== dropped.sizeBytes) return;
      // A copy takes minutes, in which another file may have been dropped.
      if ((await find(dropped.key))?.etag !== dropped.etag) return;
      await s3.send(new DeleteObjectCommand({ Bucket, Key: dropped.key }));
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
      return { key: Key, sizeBytes: ContentLength ?? 0, etag: ETag ?? '' };
    } catch (error) {
      if (error instanceof NotFound) return undefined;
      throw error;
    }
  }
}

function refuseForeign(workspaceId: WorkspaceId, dropKey: string) {
  if (dropKey.startsWith(`inbox/${workspaceId}/`)) return;
  throw new RangeError('The drop is not of this workspace.');
}
