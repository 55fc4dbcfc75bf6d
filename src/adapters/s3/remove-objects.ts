import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { inGroups } from '../../kernel/in-groups.ts';
import type { Bucket } from './client.ts';
import { listObjects } from './list-objects.ts';

/** As many as S3 deletes at once. */
const BATCH = 1000;

/** Deletes all objects below a prefix, also those that come meanwhile. Safe to repeat. */
export async function removePrefix(bucket: Bucket, prefix: string) {
  for (;;) {
    const found = await listObjects(bucket, prefix);
    if (found.length === 0) return;
    await removeObjects(
      bucket,
      found.map(({ key }) => key),
    );
  }
}

/** Deletes objects, a thousand at a time; what is not there is no error. */
export async function removeObjects({ s3, bucket }: Bucket, keys: readonly string[]) {
  for (const batch of inGroups(keys, BATCH)) {
    const Objects = batch.map(Key => ({ Key }));
    const answer = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [failed] = answer.Errors ?? [];
    if (failed) throw new Error(`Storage kept ${failed.Key}: ${failed.Code}.`);
  }
}
