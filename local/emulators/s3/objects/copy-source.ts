import { missingKey } from '../auth/access.ts';
import type { Call } from '../call.ts';
import { S3Error } from '../errors.ts';
import type { ObjectRow } from '../store/objects.ts';
import { isNotModified } from './conditions.ts';
import { copySourceKey } from './copy-source-key.ts';

const MAX_COPY_BYTES = 5 * 1024 ** 3;

/** The object that `x-amz-copy-source` names, if its conditions hold. */
export function copySource(call: Call): ObjectRow {
  const { request, store } = call;
  const { bucket, key } = copySourceKey(request.header('x-amz-copy-source') ?? '');
  if (!store.buckets.find(bucket)) {
    throw new S3Error('NoSuchBucket', undefined, { BucketName: bucket });
  }
  const object = store.objects.find(bucket, key);
  if (!object) throw missingKey(call, { bucket, key });
  if (isNotModified(request, object, 'x-amz-copy-source-')) throw new S3Error('PreconditionFailed');
  return object;
}

/** One CopyObject moves 5 GiB at most; more goes in parts. */
export function checkCopySize({ size_bytes }: ObjectRow) {
  if (size_bytes <= MAX_COPY_BYTES) return;
  const limit = `The specified copy source is larger than the maximum size of ${MAX_COPY_BYTES}.`;
  throw new S3Error('InvalidRequest', limit);
}
