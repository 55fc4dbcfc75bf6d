import { NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { readText, s3Client, startTestS3 } from '../conformance/emulators/s3/support.ts';

/** Starts an S3 before the tests of a file and stops it after them. */
export function bucketOfFile() {
  let s3: Awaited<ReturnType<typeof startTestS3>>;
  let client: S3Client;
  beforeAll(async () => {
    s3 = await startTestS3();
    // As the product's own: a link to a part must not hold the checksum of an empty body.
    client = s3Client(s3.server.endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  });
  afterAll(async () => {
    client.destroy();
    await s3.stop();
  });
  return () => ({ s3: client, bucket: 'media' });
}

/** The text under a key; undefined if nothing lies there. */
export async function textOf(
  { s3, bucket }: ReturnType<ReturnType<typeof bucketOfFile>>,
  key: string,
) {
  try {
    return await readText(s3, key, bucket);
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
