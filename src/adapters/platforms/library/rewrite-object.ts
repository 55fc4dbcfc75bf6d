import {
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
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

/** Compare and swap by ETag: what was there when `make` was asked is what is replaced. */
export async function rewriteObject({ s3, bucket }: Bucket, key: string, make: Make) {
  const place = { Bucket: bucket, Key: key };
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const current = await head(s3, place);
    const next = await make(current?.version);
    if (!next) return false;
    const { body, contentType, version } = next;
    const written = await putIf(s3, current?.etag, {
      ...place,
      Body: body,
      ContentType: contentType,
      // Kept, but asked for again each time: a newer version shows at once.
      CacheControl: 'no-cache',
      Metadata: { [VERSION]: String(version) },
    });
    if (written) return true;
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

async function putIf(s3: Bucket['s3'], etag: string | undefined, object: PutObjectCommandInput) {
  const condition = etag === undefined ? { IfNoneMatch: '*' } : { IfMatch: etag };
  try {
    await s3.send(new PutObjectCommand({ ...object, ...condition }));
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
