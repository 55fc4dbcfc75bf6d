import type { RequestedOperation } from '../wire/operation.ts';

/**
 * Every operation that this server answers, and the request that asks for it: method, target and the parameters
 * that change the meaning. What is not listed is refused, so that `PUT /key?acl` can never overwrite an object.
 */
export const S3_OPERATIONS = [
  { name: 'ListBuckets', request: 'GET service', file: 'CONTRIBUTING.md', as: 's3 ls' },
  {
    name: 'ListObjectsV2',
    request: 'GET bucket list-type',
    file: 'src/adapters/platforms/library/s3-site.ts',
  },
  {
    name: 'DeleteObjects',
    request: 'POST bucket delete',
    file: 'src/adapters/s3/remove-objects.ts',
  },
  { name: 'PutObject', request: 'PUT object', file: 'src/adapters/platforms/library/s3-site.ts' },
  { name: 'CopyObject', request: 'PUT object copy', file: 'src/adapters/s3/copy-object.ts' },
  { name: 'GetObject', request: 'GET object', file: 'src/adapters/s3/files.ts' },
  { name: 'HeadObject', request: 'HEAD object', file: 'src/adapters/s3/files.ts' },
  { name: 'DeleteObject', request: 'DELETE object', file: 'src/adapters/s3/inbox.ts' },
  {
    name: 'CreateMultipartUpload',
    request: 'POST object uploads',
    file: 'src/adapters/s3/uploads.ts',
  },
  {
    name: 'UploadPart',
    request: 'PUT object partNumber&uploadId',
    file: 'src/adapters/s3/uploads.ts',
  },
  {
    name: 'UploadPartCopy',
    request: 'PUT object partNumber&uploadId copy',
    file: 'src/adapters/s3/copy-parts.ts',
  },
  {
    name: 'ListMultipartUploads',
    request: 'GET bucket uploads',
    file: 'src/adapters/s3/resume-copy.ts',
  },
  { name: 'ListParts', request: 'GET object uploadId', file: 'src/adapters/s3/uploads.ts' },
  {
    name: 'CompleteMultipartUpload',
    request: 'POST object uploadId',
    file: 'src/adapters/s3/uploads.ts',
  },
  {
    name: 'AbortMultipartUpload',
    request: 'DELETE object uploadId',
    file: 'src/adapters/s3/uploads.ts',
  },
] as const satisfies readonly RequestedOperation[];

export type S3Operation = (typeof S3_OPERATIONS)[number]['name'];
