import { requireAccess } from './auth/access.ts';
import { listBuckets } from './buckets/list-buckets.ts';
import { type Call, type Handler, requireBucket, type S3Response } from './call.ts';
import { S3Error } from './errors.ts';
import { abortUpload } from './multipart/abort-upload.ts';
import { completeUpload } from './multipart/complete-upload.ts';
import { createUpload } from './multipart/create-upload.ts';
import { listParts } from './multipart/list-parts.ts';
import { listUploads } from './multipart/list-uploads.ts';
import { uploadPart, uploadPartCopy } from './multipart/upload-part.ts';
import { copyObject } from './objects/copy-object.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject } from './objects/get-object.ts';
import { listObjects } from './objects/list-objects.ts';
import { putObject } from './objects/put-object.ts';
import { S3_OPERATIONS, type S3Operation } from './operations.ts';

const MAX_KEY_BYTES = 1024;

export const S3_HANDLERS: Readonly<Record<S3Operation, Handler>> = {
  ListBuckets: listBuckets,
  ListObjectsV2: listObjects,
  DeleteObjects: deleteObjects,
  PutObject: putObject,
  CopyObject: copyObject,
  GetObject: getObject,
  HeadObject: getObject,
  DeleteObject: deleteObject,
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  ListMultipartUploads: listUploads,
  ListParts: listParts,
  CompleteMultipartUpload: completeUpload,
  AbortMultipartUpload: abortUpload,
};

const BY_REQUEST: ReadonlyMap<string, S3Operation> = new Map(
  S3_OPERATIONS.map(({ request, name }) => [request, name]),
);

export async function runOperation(call: Call): Promise<S3Response> {
  const { operation, bucket, key } = call.request;
  const name = BY_REQUEST.get(operation);
  if (!name) throw new S3Error('NotImplemented', `${operation} is not implemented here.`);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
  if (bucket) requireBucket(call);
  requireAccess(call, name);
  return S3_HANDLERS[name](call);
}
