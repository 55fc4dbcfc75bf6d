import { missingKey } from '../auth/access.ts';
import { type Call, quoted, type S3Response } from '../call.ts';
import type { ByteRange } from '../store/contents.ts';
import type { ObjectRow } from '../store/objects.ts';
import { parseRange } from './byte-range.ts';
import { checksumHeaders } from './checksum-headers.ts';
import { isNotModified } from './conditions.ts';
import { responseOverrides } from './response-overrides.ts';

/** GetObject and HeadObject: the same answer, with and without the bytes. */
export function getObject(call: Call): S3Response {
  const { request, store } = call;
  const object = requireObject(call);
  const validators = {
    etag: quoted(object.etag),
    'last-modified': new Date(object.modified_at).toUTCString(),
  };
  if (isNotModified(request, object)) return { status: 304, headers: validators };
  const range = parseRange(request.header('range'), object.size_bytes);
  const headers = {
    ...validators,
    ...describe(call, object, range),
    ...responseOverrides(request),
  };
  const status = range ? 206 : 200;
  if (request.method === 'HEAD') return { status, headers };
  const segments = store.contents.segments(
    object.content_id,
    range ?? { start: 0, end: object.size_bytes },
  );
  return { status, headers, content: { segments, release: store.contents.hold(segments) } };
}

/** @throws {S3Error} NoSuchKey, or AccessDenied for who may not even know that. */
function requireObject(call: Call) {
  const { bucket, key } = call.request;
  const object = call.store.objects.find(bucket, key);
  if (!object) throw missingKey(call, { bucket, key });
  return object;
}

function describe({ request }: Call, object: ObjectRow, range: ByteRange | undefined) {
  const { size_bytes, headers } = object;
  // A checksum of the whole says nothing about a part of it.
  const wanted = request.header('x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && !range;
  return {
    ...headers,
    'accept-ranges': 'bytes',
    'content-length': String(range ? range.end - range.start : size_bytes),
    ...(range && { 'content-range': `bytes ${range.start}-${range.end - 1}/${size_bytes}` }),
    ...(wanted && checksumHeaders(object.checksum)),
  };
}
