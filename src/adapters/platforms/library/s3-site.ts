import type { S3Client } from '@aws-sdk/client-s3';
import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { copyObject } from '../../s3/copy-object.ts';
import { removeObjectUpTo, rewriteObject } from './rewrite-object.ts';
import type { Site } from './site.ts';

/** `mediaBucket` is asked for only where something is published: taking back has no need of it. */
export type S3SiteOptions = { s3: S3Client; mediaBucket: () => string; publishedBucket: string };

/**
 * What is written once is never changed, but it can be taken back: then it is gone from the CDN
 * after five minutes, and from browsers that had it after an hour. What is still there the CDN only
 * asks about, and is told so without a byte of the file.
 */
const KEEP = 'public, max-age=3600, s-maxage=300';
/** Deletes of one call (AWS, DeleteObjects). */
const BATCH = 1000;

/** The published site in a bucket; big files go from bucket to bucket inside storage. */
export const s3Site = ({ s3, mediaBucket, publishedBucket }: S3SiteOptions): Site => ({
  putOnce: async (key, { body, contentType }) => {
    const place = { Bucket: publishedBucket, Key: key };
    await s3.send(
      new PutObjectCommand({ ...place, Body: body, ContentType: contentType, CacheControl: KEEP }),
    );
  },
  copyOnce: ({ key, sizeBytes }, to, contentType) =>
    copyObject(
      s3,
      { bucket: mediaBucket(), key, sizeBytes },
      { bucket: publishedBucket, key: to },
      { ContentType: contentType, CacheControl: KEEP },
    ),
  rewrite: (key, make) => rewriteObject({ s3, bucket: publishedBucket }, key, make),
  removeUpTo: (key, version) => removeObjectUpTo({ s3, bucket: publishedBucket }, key, version),
  list: prefix => listKeys(s3, publishedBucket, prefix),
  remove: async keys => {
    for (let from = 0; from < keys.length; from += BATCH) {
      await removeKeys(s3, publishedBucket, keys.slice(from, from + BATCH));
    }
  },
});

async function listKeys(s3: S3Client, Bucket: string, Prefix: string) {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return keys;
}

async function removeKeys(s3: S3Client, Bucket: string, keys: readonly string[]) {
  const Objects = keys.map(Key => ({ Key }));
  const { Errors } = await s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
  );
  const [failed] = Errors ?? [];
  if (failed) throw new Error(`Storage kept ${failed.Key}: ${failed.Code}.`);
}
