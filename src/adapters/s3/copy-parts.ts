import { type S3Client, UploadPartCopyCommand } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';

export type CopySource = {
  bucket: string;
  key: string;
  sizeBytes: number;
  /** Refused as soon as the source is another one. */
  etag?: string | undefined;
};
/** A multipart upload that has begun. */
export type CopyTarget = { Bucket: string; Key: string; UploadId: string };

/**
 * Inside S3 a request copies some tens of megabytes a second, and requests do not slow each other
 * down: so a copy is as fast as it has parts under way. The client has 50 connections.
 */
export const COPY = { partBytes: 128 * 1024 ** 2, parallel: 32 };
export type CopyPlan = typeof COPY;

/** Where the bytes come from, as the header of a copy wants it. */
export const copySourceOf = ({ bucket, key }: CopySource) =>
  `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;

export const partCountOf = ({ sizeBytes }: CopySource, { partBytes }: CopyPlan) =>
  Math.ceil(sizeBytes / partBytes);

/** First and last byte of a part; `number` counts from 1. */
export function partRange(number: number, { sizeBytes }: CopySource, { partBytes }: CopyPlan) {
  const first = (number - 1) * partBytes;
  return { first, last: Math.min(sizeBytes, first + partBytes) - 1 };
}

type Copy = { s3: S3Client; source: CopySource; target: CopyTarget; plan: CopyPlan };

/** Copies one part and returns its ETag. */
export async function copyPart({ s3, source, target, plan }: Copy, number: number) {
  const { first, last } = partRange(number, source, plan);
  const { CopyPartResult } = await s3.send(
    new UploadPartCopyCommand({
      ...target,
      PartNumber: number,
      CopySource: copySourceOf(source),
      CopySourceRange: `bytes=${first}-${last}`,
      ...(source.etag && { CopySourceIfMatch: source.etag }),
    }),
  );
  return CopyPartResult?.ETag;
}

/** All parts in order, as joining wants them; those that are `there` are not copied again. */
export function copyParts(copy: Copy, there: ReadonlyMap<number, string | undefined> = new Map()) {
  const limit = pLimit(copy.plan.parallel);
  const numbers = Array.from({ length: partCountOf(copy.source, copy.plan) }, (_, at) => at + 1);
  return Promise.all(
    numbers.map(PartNumber =>
      limit(async () => {
        const ETag = there.get(PartNumber) ?? (await copyPart(copy, PartNumber));
        return { PartNumber, ETag };
      }),
    ),
  );
}
