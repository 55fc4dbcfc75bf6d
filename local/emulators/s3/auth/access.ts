import { AccessDenied } from '../../iam/authority.ts';
import type { Access } from '../../iam/decide.ts';
import type { Call } from '../call.ts';
import { S3Error } from '../errors.ts';
import { copySourceKey } from '../objects/copy-source-key.ts';
import type { S3Operation } from '../operations.ts';

type Place = { bucket: string; key: string };

const arnOf = ({ bucket, key }: Place) => `arn:aws:s3:::${bucket}/${key}`;
const on = (place: Place, ...actions: string[]): Access[] =>
  actions.map(action => ({ action, resource: arnOf(place) }));

/** What an operation has to be allowed for. DeleteObjects asks for each of its keys. */
const NEEDED: Readonly<Record<S3Operation, (call: Call) => Access[]>> = {
  ListBuckets: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  ListObjectsV2: ({ request }) => [listing(request.bucket, request.param('prefix') ?? '')],
  DeleteObjects: () => [],
  PutObject: ({ request }) => on(request, 's3:PutObject'),
  CopyObject: copying,
  GetObject: ({ request }) => on(request, 's3:GetObject'),
  HeadObject: ({ request }) => on(request, 's3:GetObject'),
  DeleteObject: ({ request }) => on(request, 's3:DeleteObject'),
  CreateMultipartUpload: ({ request }) => on(request, 's3:PutObject'),
  UploadPart: ({ request }) => on(request, 's3:PutObject'),
  UploadPartCopy: copying,
  ListParts: ({ request }) => on(request, 's3:ListMultipartUploadParts'),
  CompleteMultipartUpload: ({ request }) => on(request, 's3:PutObject'),
  AbortMultipartUpload: ({ request }) => on(request, 's3:AbortMultipartUpload'),
};

function copying({ request }: Call): Access[] {
  const source = copySourceKey(request.header('x-amz-copy-source') ?? '');
  return [...on(source, 's3:GetObject'), ...on(request, 's3:PutObject')];
}

const listing = (bucket: string, prefix: string): Access => ({
  action: 's3:ListBucket',
  resource: `arn:aws:s3:::${bucket}`,
  context: { 's3:prefix': [prefix] },
});

/** @throws {S3Error} AccessDenied */
export function requireAccess(call: Call, name: S3Operation) {
  for (const access of NEEDED[name](call)) requireOne(call, access);
}

/** Whether the caller may delete this key; a refusal is part of the answer and not all of it. */
export const mayDelete = (call: Call, key: string) =>
  on({ bucket: call.request.bucket, key }, 's3:DeleteObject').every(access => {
    try {
      requireOne(call, access);
      return true;
    } catch (error) {
      if (error instanceof S3Error) return false;
      throw error;
    }
  });

/** As S3 answers for a key that is not there: only who may list the bucket is told so. */
export function missingKey({ authority, authenticated }: Call, { bucket, key }: Place) {
  // Such a request names no prefix, so a right to list some prefixes is none to know this.
  const wholly = { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` };
  const mayKnow = authority.allows(authenticated.principal, wholly);
  return mayKnow ? new S3Error('NoSuchKey', undefined, { Key: key }) : new S3Error('AccessDenied');
}

function requireOne({ authority, authenticated }: Call, access: Access) {
  try {
    authority.require(authenticated.principal, access);
  } catch (error) {
    if (error instanceof AccessDenied) throw new S3Error('AccessDenied', error.message);
    throw error;
  }
}
