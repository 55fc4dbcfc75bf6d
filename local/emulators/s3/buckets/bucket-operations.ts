import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import { removeUpload } from '../multipart/remove-upload.ts';

export function listBuckets({ store }: Call): S3Response {
  const buckets = store.buckets.list();
  const Bucket = buckets.map(row => ({ Name: row.name, CreationDate: toIso(row.created_at) }));
  const Owner = { ID: 'local', DisplayName: 'local' };
  return xmlResponse('ListAllMyBucketsResult', { Owner, Buckets: { Bucket } });
}

export function createBucket({ request, store, clock }: Call): S3Response {
  checkBucketName(request.bucket);
  if (store.buckets.find(request.bucket)) throw new S3Error('BucketAlreadyOwnedByYou');
  store.buckets.create(request.bucket, clock());
  return { status: 200, headers: { location: `/${request.bucket}` } };
}

/** @throws {S3Error} InvalidBucketName */
export function checkBucketName(name: string) {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new S3Error('InvalidBucketName');
}

export const headBucket = ({ region }: Call): S3Response => ({
  status: 200,
  headers: { 'x-amz-bucket-region': region },
});

/** DeleteBucket: only an empty one; unfinished uploads do not keep it. */
export function deleteBucket({ request, store }: Call): S3Response {
  store.transaction(() => {
    const [object] = store.objects.listFrom(request.bucket, '', 1);
    if (object) throw new S3Error('BucketNotEmpty');
    const uploads = store.uploads.listOpen(request.bucket, { key: '', id: '' });
    for (const upload of uploads) removeUpload(store, upload);
    store.buckets.delete(request.bucket);
  });
  return { status: 204 };
}

export const getLocation = ({ region }: Call): S3Response =>
  xmlResponse('LocationConstraint', { '#text': region === 'us-east-1' ? '' : region });
