import type { Call } from '../call.ts';
import { S3Error } from '../errors.ts';
import type { ObjectRow } from '../store/objects.ts';
import { isNotModified } from './conditions.ts';

const MAX_COPY_BYTES = 5 * 1024 ** 3;

/** The object that `x-amz-copy-source` names, if its conditions hold. */
export function copySource({ request, store }: Call): ObjectRow {
  const { bucket, key } = parseCopySource(request.header('x-amz-copy-source') ?? '');
  if (!store.buckets.find(bucket)) {
    throw new S3Error('NoSuchBucket', undefined, { BucketName: bucket });
  }
  const object = store.objects.find(bucket, key);
  if (!object) throw new S3Error('NoSuchKey', undefined, { Key: key });
  if (isNotModified(request, object, 'x-amz-copy-source-')) throw new S3Error('PreconditionFailed');
  return object;
}

/** One CopyObject moves 5 GiB at most; more goes in parts. */
export function checkCopySize({ size_bytes }: ObjectRow) {
  if (size_bytes <= MAX_COPY_BYTES) return;
  const limit = `The specified copy source is larger than the maximum size of ${MAX_COPY_BYTES}.`;
  throw new S3Error('InvalidRequest', limit);
}

/** `/bucket/key` or `bucket/key`, URL-encoded. */
function parseCopySource(text: string) {
  const [path = '', query] = text.split('?');
  if (query !== undefined) throw new S3Error('NotImplemented');
  const [bucket, ...segments] = decode(path).replace(/^\//, '').split('/');
  const key = segments.join('/');
  if (bucket && key) return { bucket, key };
  throw new S3Error('InvalidArgument', 'Copy Source must mention the source bucket and key.');
}

function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidArgument', 'The copy source is not URL-encoded.');
  }
}
