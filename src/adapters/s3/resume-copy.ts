import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  NoSuchUpload,
  type S3Client,
} from '@aws-sdk/client-s3';
import {
  type CopyPlan,
  type CopySource,
  type CopyTarget,
  copyPart,
  copyParts,
  partRange,
} from './copy-parts.ts';

type Copy = {
  s3: S3Client;
  source: CopySource;
  to: { Bucket: string; Key: string };
  plan: CopyPlan;
};

/**
 * Copies a large object in parts, and goes on where a call before it stopped: nothing is given up
 * when it fails, and the bucket's rule removes what nobody takes up again. Two calls at once copy
 * into one upload, and the second finds it joined.
 */
export async function resumeCopy(copy: Copy): Promise<void> {
  const { s3, source, to, plan } = copy;
  const begun = await findUpload(s3, to);
  const target = begun ?? (await beginUpload(s3, to));
  const there = begun ? await partsThere(copy, begun) : new Map<number, string>();
  const parts = { s3, source, target, plan };
  const first = await copyPart(parts, 1);
  const earlier = there.get(1);
  // The drop was replaced since: another file begins with other bytes.
  if (earlier !== undefined && earlier !== first) {
    await s3.send(new AbortMultipartUploadCommand(target));
    return resumeCopy(copy);
  }
  const known = earlier === undefined ? new Map() : there;
  const MultipartUpload = { Parts: await copyParts(parts, known.set(1, first)) };
  try {
    await s3.send(new CompleteMultipartUploadCommand({ ...target, MultipartUpload }));
  } catch (error) {
    if (!(error instanceof NoSuchUpload)) throw error;
  }
}

async function beginUpload(s3: S3Client, to: Copy['to']): Promise<CopyTarget> {
  const { UploadId = '' } = await s3.send(new CreateMultipartUploadCommand(to));
  return { ...to, UploadId };
}

/** The newest upload into the key: an older one was begun by a call beside its beginner. */
async function findUpload(
  s3: S3Client,
  { Bucket, Key }: Copy['to'],
): Promise<CopyTarget | undefined> {
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: Key }));
  const own = Uploads.filter(upload => upload.Key === Key);
  const newest = own.toSorted((a, b) => Number(a.Initiated) - Number(b.Initiated)).at(-1);
  return newest?.UploadId ? { Bucket, Key, UploadId: newest.UploadId } : undefined;
}

/** ETags by number, of the parts that have the size they would have today. */
async function partsThere({ s3, source, plan }: Copy, target: CopyTarget) {
  const there = new Map<number, string>();
  // The client's own paginator never ends: S3 names a next part also on the last page.
  let PartNumberMarker: string | undefined;
  do {
    const page = await s3.send(new ListPartsCommand({ ...target, PartNumberMarker }));
    for (const { PartNumber = 0, Size, ETag } of page.Parts ?? []) {
      const { first, last } = partRange(PartNumber, source, plan);
      if (ETag && Size === last - first + 1) there.set(PartNumber, ETag);
    }
    PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
  } while (PartNumberMarker !== undefined);
  return there;
}
