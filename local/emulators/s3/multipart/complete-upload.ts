import { z } from 'zod';
import { type Call, quoted, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import { checksumElements } from '../objects/checksum-headers.ts';
import { commitObject } from '../objects/commit-object.ts';
import type { PartRow } from '../store/uploads.ts';
import type { Checksum } from '../wire/checksums.ts';
import { readXml, repeated } from '../wire/xml-body.ts';
import { findUpload } from './find-upload.ts';
import { type ClaimedPart, claimedPart, matchParts } from './match-parts.ts';
import { multipartChecksum } from './multipart-checksum.ts';
import { multipartEtag } from './multipart-etag.ts';
import { removeParts } from './remove-upload.ts';

const CompleteDocument = z.object({
  CompleteMultipartUpload: z.object({ Part: repeated(claimedPart, { min: 1 }) }),
});

/** CompleteMultipartUpload. Asked again after it succeeded, it answers the same again. */
export async function completeUpload(call: Call): Promise<S3Response> {
  const { CompleteMultipartUpload } = await readXml(call, CompleteDocument);
  const claimed = CompleteMultipartUpload.Part;
  const upload = findUpload(call);
  if (upload.completed_etag !== null) return completed(call, upload.completed_etag, null);
  const parts = matchParts(call.store.uploads.parts(upload.id), claimed, upload);
  checkSize(call, parts);
  const checksum = await multipartChecksum(call, upload, parts);
  return call.store.transaction(() => commit(call, claimed, checksum));
}

/** Everything is looked up again: another request may have come first. */
function commit(call: Call, claimed: readonly ClaimedPart[], checksum: Checksum | null) {
  const { store } = call;
  const upload = findUpload(call);
  if (upload.completed_etag !== null) return completed(call, upload.completed_etag, null);
  const parts = matchParts(store.uploads.parts(upload.id), claimed, upload);
  const object = commitObject(call, {
    eventName: 'ObjectCreated:CompleteMultipartUpload',
    pieces: parts.flatMap(part =>
      store.contents.segments(part.content_id, { start: 0, end: part.size_bytes }),
    ),
    etag: multipartEtag(parts),
    size_bytes: sizeOf(parts),
    headers: upload.headers,
    checksum,
  });
  removeParts(store, upload);
  store.uploads.complete(upload.id, object.etag);
  return completed(call, object.etag, checksum);
}

const sizeOf = (parts: readonly PartRow[]) => parts.reduce((sum, part) => sum + part.size_bytes, 0);

function checkSize({ request }: Call, parts: readonly PartRow[]) {
  const expected = request.header('x-amz-mp-object-size');
  if (expected === undefined || Number(expected) === sizeOf(parts)) return;
  throw new S3Error('InvalidRequest', 'The x-amz-mp-object-size is not the size of the parts.');
}

function completed({ request }: Call, etag: string, checksum: Checksum | null) {
  const { bucket, key, message } = request;
  return xmlResponse('CompleteMultipartUploadResult', {
    Location: `http://${message.headers.host}/${bucket}/${encodeURIComponent(key)}`,
    Bucket: bucket,
    Key: key,
    ETag: quoted(etag),
    ...checksumElements(checksum),
  });
}
