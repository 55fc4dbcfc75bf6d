import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, integerParam, quoted, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import type { ListedObject } from '../store/objects.ts';
import { afterKey } from './key-order.ts';
import { listPage } from './list-page.ts';

const MAX_KEYS = 1000;

/** ListObjectsV2. */
export function listObjects(call: Call): S3Response {
  const { request, store } = call;
  if (request.param('list-type') !== '2') throw new S3Error('NotImplemented');
  const [prefix = '', delimiter = ''] = [request.param('prefix'), request.param('delimiter')];
  const requested = integerParam(call, 'max-keys', {
    fallback: MAX_KEYS,
    min: 0,
    max: 2 ** 31 - 1,
  });
  const maxKeys = Math.min(requested, MAX_KEYS);
  const page = listPage({ prefix, delimiter, from: startOf(call), maxKeys }, (from, limit) =>
    store.objects.listFrom(request.bucket, from, limit),
  );
  const encode = keyEncoder(call);
  return xmlResponse('ListBucketResult', {
    Name: request.bucket,
    Prefix: encode(prefix),
    Delimiter: request.param('delimiter') && encode(delimiter),
    MaxKeys: maxKeys,
    EncodingType: request.param('encoding-type'),
    KeyCount: page.items.length + page.commonPrefixes.length,
    IsTruncated: page.next !== undefined,
    ContinuationToken: request.param('continuation-token'),
    NextContinuationToken: page.next && Buffer.from(page.next).toString('base64url'),
    StartAfter: request.param('start-after') && encode(request.param('start-after') ?? ''),
    Contents: page.items.map(item => listedObject(item, encode)),
    CommonPrefixes: page.commonPrefixes.map(group => ({ Prefix: encode(group) })),
  });
}

/** The token is opaque to clients: the first key of the next page. */
function startOf({ request }: Call) {
  const token = request.param('continuation-token');
  if (token !== undefined) return Buffer.from(token, 'base64url').toString('utf8');
  const startAfter = request.param('start-after');
  return startAfter === undefined ? '' : afterKey(startAfter);
}

const listedObject = (item: ListedObject, encode: (key: string) => string) => ({
  Key: encode(item.key),
  LastModified: toIso(item.modified_at),
  ETag: quoted(item.etag),
  Size: item.size_bytes,
  StorageClass: 'STANDARD',
});

/** XML cannot hold every key, so clients may ask for them URL-encoded. */
export function keyEncoder({ request }: Call): (key: string) => string {
  const encoding = request.param('encoding-type');
  if (encoding === undefined) return key => key;
  if (encoding === 'url') return key => encodeURIComponent(key).replaceAll('%2F', '/');
  throw new S3Error('InvalidArgument', 'Invalid Encoding Method specified in Request');
}
