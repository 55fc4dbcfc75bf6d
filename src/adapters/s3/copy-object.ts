import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { COPY, type CopySource, copyParts, copySourceOf } from './copy-parts.ts';

type Place = { bucket: string; key: string };
type Headers = { ContentType?: string; ContentDisposition?: string; CacheControl?: string };

/** One call copies up to 5 GB (AWS, CopyObject); beyond that it goes in parts. */
export const SINGLE_COPY_BYTES = 5 * 1000 ** 3;

/** Copies inside storage: no byte of it passes through here. `headers` replace the source's. */
export async function copyObject(s3: S3Client, from: CopySource, to: Place, headers: Headers = {}) {
  const target = { Bucket: to.bucket, Key: to.key, ...headers };
  if (from.sizeBytes > SINGLE_COPY_BYTES) return copyInParts(s3, from, target);
  const replaces = Object.keys(headers).length > 0;
  await s3.send(
    new CopyObjectCommand({
      ...target,
      CopySource: copySourceOf(from),
      ...(from.etag && { CopySourceIfMatch: from.etag }),
      MetadataDirective: replaces ? 'REPLACE' : 'COPY',
      // Tags of a foreign file are not ours, and reading them would take one more right.
      TaggingDirective: 'REPLACE',
    }),
  );
}

async function copyInParts(
  s3: S3Client,
  source: CopySource,
  to: { Bucket: string; Key: string } & Headers,
) {
  const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand(to));
  const target = { Bucket: to.Bucket, Key: to.Key, UploadId };
  try {
    const Parts = await copyParts({ s3, source, target, plan: COPY });
    await s3.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload: { Parts } }));
  } catch (error) {
    // Parts that nobody will join cost money.
    await s3.send(new AbortMultipartUploadCommand(target)).catch(() => undefined);
    throw error;
  }
}
