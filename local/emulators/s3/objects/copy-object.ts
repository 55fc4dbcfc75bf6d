import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, quoted, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import type { ObjectRow } from '../store/objects.ts';
import { checksumElements } from './checksum-headers.ts';
import { commitObject } from './commit-object.ts';
import { checkCopySize, copySource } from './copy-source.ts';
import { storedHeaders } from './stored-headers.ts';

/** CopyObject: a new row for the same blobs, so its time does not depend on the size. */
export function copyObject(call: Call): S3Response {
  const { store } = call;
  const copy = store.transaction(() => {
    const source = copySource(call);
    checkCopySize(source);
    checkNotUseless(call, source);
    return commitObject(call, {
      eventName: 'ObjectCreated:Copy',
      pieces: store.contents.segments(source.content_id, { start: 0, end: source.size_bytes }),
      etag: source.etag,
      size_bytes: source.size_bytes,
      checksum: source.checksum,
      headers: replacesMetadata(call) ? storedHeaders(call.request) : source.headers,
    });
  });
  return xmlResponse('CopyObjectResult', {
    ETag: quoted(copy.etag),
    LastModified: toIso(copy.modified_at),
    ...checksumElements(copy.checksum),
  });
}

const replacesMetadata = ({ request }: Call) =>
  request.header('x-amz-metadata-directive')?.toUpperCase() === 'REPLACE';

function checkNotUseless(call: Call, source: ObjectRow) {
  const { bucket, key } = call.request;
  const sameObject = source.bucket === bucket && source.key === key;
  if (!sameObject || replacesMetadata(call)) return;
  const message = 'A copy of an object to itself must change its metadata.';
  throw new S3Error('InvalidRequest', message);
}
