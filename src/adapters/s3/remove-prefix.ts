import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Bucket } from './client.ts';

/** Deletes all objects below a prefix, a thousand at a time. Safe to repeat. */
export async function removePrefix({ s3, bucket }: Bucket, prefix: string) {
  for (;;) {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
    const Objects = (page.Contents ?? []).flatMap(({ Key }) => (Key ? [{ Key }] : []));
    if (Objects.length === 0) return;
    const answer = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [failed] = answer.Errors ?? [];
    if (failed) throw new Error(`Storage kept ${failed.Key}: ${failed.Code}.`);
  }
}
