import {
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import type { Bucket } from '../../s3/client.ts';
import type { Site } from './site.ts';

type Make = Parameters<Site['rewrite']>[1];

/** The object's own metadata says which version it holds. */
const VERSION = 'castline-version';

/** So many writers in a row would have to be faster; each of them wrote, so somebody got through. */
const ATTEMPTS = 30;
const LONGEST_WAIT_MS = 200;

/** Replaces the object, or makes it, as `make` says of the version that is there. */
export const rewriteObject = ({ s3, bucket }: Bucket, key: string, make: Make) =>
  swap({ s3, bucket }, key, async current => {
    const next = await make(current?.version);
    if (!next) return undefined;
    const { body, contentType, version } = next;
    const object = {
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: contentType,
      // Kept, but asked for again each time: a newer version shows at once.
      CacheControl: 'no-cache',
      Metadata: { [VERSION]: String(version) },
    };
    const condition = current ? { IfMatch: current.etag } : { IfNoneMatch: '*' };
    return () => s3.send(new PutObjectCommand({ ...object, ...condition }));
  });

/** Removes the object, unless it holds a newer version: that has another text, so another ETag. */
export async function removeObjectUpTo({ s3, bucket }: Bucket, key: string, version: number) {
  await swap({ s3, bucket }, key, async current => {
    if (!current || current.version > version) return undefined;
    const object = { Bucket: bucket, Key: key, IfMatch: current.etag };
    return () => s3.send(new DeleteObjectCommand(object));
  });
}

type Current = { etag: string | undefined; version: number };

/**
 * Compare and swap by ETag: what was there when `decide` was asked is what is changed. Undefined
 * from `decide` leaves all as it is; returns whether something was changed.
 */
async function swap(
  { s3, bucket }: Bucket,
  key: string,
  decide: (current: Current | undefined) => Promise<(() => Promise<unknown>) | undefined>,
) {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const change = await decide(await head(s3, { Bucket: bucket, Key: key }));
    if (!change) return false;
    if (await isFirst(change)) return true;
    await wait(Math.random() * LONGEST_WAIT_MS);
  }
  throw new StageError('storage_unavailable', { detail: `${key} is rewritten all the time.` });
}

async function head(s3: Bucket['s3'], place: { Bucket: string; Key: string }) {
  try {
    const { ETag: etag, Metadata } = await s3.send(new HeadObjectCommand(place));
    return { etag, version: Number(Metadata?.[VERSION] ?? 0) };
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}

async function isFirst(change: () => Promise<unknown>) {
  try {
    await change();
    return true;
  } catch (error) {
    // 412: another writer was faster. 409: one is writing now. 404: it was deleted meanwhile.
    if ([404, 409, 412].includes(statusOf(error) ?? 0)) return false;
    throw error;
  }
}

const statusOf = (error: unknown) =>
  error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;

const wait = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds));
