import {
  createBucket,
  deleteBucket,
  getLocation,
  headBucket,
  listBuckets,
} from './buckets/bucket-operations.ts';
import { deleteCors, getCors, putCors } from './buckets/cors-operations.ts';
import { type Call, type Operation, requireBucket, type S3Response } from './call.ts';
import { S3Error } from './errors.ts';
import { abortUpload } from './multipart/abort-upload.ts';
import { completeUpload } from './multipart/complete-upload.ts';
import { createUpload } from './multipart/create-upload.ts';
import { listParts } from './multipart/list-parts.ts';
import { listUploads } from './multipart/list-uploads.ts';
import { uploadPart } from './multipart/upload-part.ts';
import { copyObject } from './objects/copy-object.ts';
import { deleteObject } from './objects/delete-object.ts';
import { deleteObjects } from './objects/delete-objects.ts';
import { getObject } from './objects/get-object.ts';
import { listObjects } from './objects/list-objects.ts';
import { putObject } from './objects/put-object.ts';
import { deleteTagging, getTagging, putTagging } from './objects/tagging.ts';

const MAX_KEY_BYTES = 1024;

/**
 * Everything that is understood: method, target and the parameters that change the meaning.
 * What is not listed is refused, so that `PUT /key?acl` can never overwrite an object.
 */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'GET service': listBuckets,
  'PUT bucket': createBucket,
  'HEAD bucket': headBucket,
  'DELETE bucket': deleteBucket,
  'GET bucket location': getLocation,
  'GET bucket list-type': listObjects,
  'GET bucket uploads': listUploads,
  'GET bucket cors': getCors,
  'PUT bucket cors': putCors,
  'DELETE bucket cors': deleteCors,
  'POST bucket delete': deleteObjects,
  'PUT object': call => (isCopy(call) ? copyObject(call) : putObject(call)),
  'GET object': getObject,
  'HEAD object': getObject,
  'DELETE object': deleteObject,
  'GET object tagging': getTagging,
  'PUT object tagging': putTagging,
  'DELETE object tagging': deleteTagging,
  'POST object uploads': createUpload,
  'PUT object partNumber&uploadId': uploadPart,
  'GET object uploadId': listParts,
  'POST object uploadId': completeUpload,
  'DELETE object uploadId': abortUpload,
};

const isCopy = ({ request }: Call) => request.header('x-amz-copy-source') !== undefined;

export async function runOperation(call: Call): Promise<S3Response> {
  const { operation, bucket, key } = call.request;
  const run = OPERATIONS[operation];
  if (!run) throw new S3Error('NotImplemented', `${operation} is not implemented here.`);
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw new S3Error('KeyTooLongError');
  if (bucket && operation !== 'PUT bucket') requireBucket(call);
  return run(call);
}
