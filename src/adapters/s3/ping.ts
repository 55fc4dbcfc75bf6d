import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Bucket } from './client.ts';

/** Looks where nothing ever is: the bucket answers, or this throws. */
export async function pingBucket({ s3, bucket: Bucket }: Bucket, abortSignal: AbortSignal) {
  await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'ping/', MaxKeys: 1 }), { abortSignal });
}
