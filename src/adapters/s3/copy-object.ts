import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';

type Place = { bucket: string; key: string };
type Source = Place & { sizeBytes: number };
type Headers = { ContentType?: string; ContentDisposition?: string; CacheControl?: string };

/** One call copies up to 5 GB (AWS, CopyObject); beyond that it goes in parts. */
const SINGLE_COPY_BYTES = 5 * 1000 ** 3;
const PART_BYTES = 512 * 1024 ** 2;
const PARALLEL = 4;

/** Copies inside storage: no byte of it passes through here. `headers` replace the source's. */
export async function copyObject(s3: S3Client, from: Source, to: Place, headers: Headers = {}) {
  const CopySource = `${from.bucket}/${from.key.split('/').map(encodeURIComponent).join('/')}`;
  const target = { Bucket: to.bucket, Key: to.key };
  if (from.sizeBytes > SINGLE_COPY_BYTES) {
    return copyInParts(s3, CopySource, from.sizeBytes, { ...target, ...headers });
  }
  const replaces = Object.keys(headers).length > 0;
  await s3.send(
    new CopyObjectCommand({
      ...target,
      ...headers,
      CopySource,
      MetadataDirective: replaces ? 'REPLACE' : 'COPY',
      // Tags of a foreign file are not ours, and reading them would take one more right.
      TaggingDirective: 'REPLACE',
    }),
  );
}

async function copyInParts(
  s3: S3Client,
  CopySource: string,
  sizeBytes: number,
  target: { Bucket: string; Key: string } & Headers,
) {
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(target));
  const place = { Bucket: target.Bucket, Key: target.Key, UploadId };
  const limit = pLimit(PARALLEL);
  const count = Math.ceil(sizeBytes / PART_BYTES);
  const copyPart = async (index: number) => {
    const first = index * PART_BYTES;
    const last = Math.min(sizeBytes, first + PART_BYTES) - 1;
    const PartNumber = index + 1;
    const CopySourceRange = `bytes=${first}-${last}`;
    const part = new UploadPartCopyCommand({ ...place, PartNumber, CopySource, CopySourceRange });
    const { CopyPartResult } = await s3.send(part);
    return { PartNumber, ETag: CopyPartResult?.ETag };
  };
  try {
    const numbers = Array.from({ length: count }, (_, index) => index);
    const Parts = await Promise.all(numbers.map(index => limit(() => copyPart(index))));
    await s3.send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts } }));
  } catch (error) {
    // Parts that nobody will join cost money until the bucket's own rule removes them.
    await s3.send(new AbortMultipartUploadCommand(place)).catch(() => undefined);
    throw error;
  }
}
