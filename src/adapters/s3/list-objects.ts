import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { Bucket } from './client.ts';

/** All objects below a prefix, with when each was written. */
export async function listObjects({ s3, bucket: Bucket }: Bucket, Prefix: string) {
  const found: { key: string; modifiedAt: number }[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket, Prefix })) {
    for (const { Key: key, LastModified } of Contents) {
      if (key) found.push({ key, modifiedAt: LastModified?.getTime() ?? Date.now() });
    }
  }
  return found;
}
