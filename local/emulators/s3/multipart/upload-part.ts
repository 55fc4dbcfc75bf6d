import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, quoted, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import { parseCopyRange } from '../objects/byte-range.ts';
import { checksumElements, checksumHeaders } from '../objects/checksum-headers.ts';
import { copySource } from '../objects/copy-source.ts';
import { digestContent } from '../objects/digest-content.ts';
import type { PartRow, UploadRow } from '../store/uploads.ts';
import { receiveBody } from '../wire/body.ts';
import type { Checksum } from '../wire/checksums.ts';
import { findOpenUpload, partNumberOf } from './find-upload.ts';

export async function uploadPart(call: Call): Promise<S3Response> {
  const { request, authenticated, store } = call;
  const [number, upload] = [partNumberOf(call), findOpenUpload(call)];
  const part = await store.storeBlob(
    write => receiveBody(request, authenticated, write),
    (blob_id, { sizeBytes, md5, checksum }) => {
      checkPartChecksum(upload, checksum);
      const pieces = [{ blob_id, blob_start: 0, size_bytes: sizeBytes }];
      const facts = { number, size_bytes: sizeBytes, etag: md5, checksum: checksum ?? null };
      return putPart(call, { ...facts, content_id: store.contents.create(pieces) });
    },
  );
  return {
    status: 200,
    headers: { etag: quoted(part.etag), ...checksumHeaders(part.checksum) },
  };
}

/** UploadPartCopy: the source's bytes are read for the ETag, but not written again. */
export async function uploadPartCopy(call: Call): Promise<S3Response> {
  const { request, store } = call;
  const [number, upload] = [partNumberOf(call), findOpenUpload(call)];
  const source = copySource(call);
  const range = parseCopyRange(request.header('x-amz-copy-source-range'), source.size_bytes);
  const segments = store.contents.segments(source.content_id, range);
  const release = store.contents.hold(segments);
  try {
    const { md5, checksum } = await digestContent(
      store.blobs,
      segments,
      upload.checksum_algorithm ?? undefined,
    );
    const part = store.transaction(() => {
      const content_id = store.contents.create(segments);
      const size_bytes = range.end - range.start;
      return putPart(call, { number, size_bytes, etag: md5, checksum, content_id });
    });
    return xmlResponse('CopyPartResult', {
      ETag: quoted(part.etag),
      LastModified: toIso(part.modified_at),
      ...checksumElements(part.checksum),
    });
  } finally {
    release();
  }
}

/** Only inside a transaction: by now the upload may be gone, or the part there already. */
function putPart(call: Call, facts: Omit<PartRow, 'upload_id' | 'modified_at'>): PartRow {
  const { store, clock } = call;
  const upload = findOpenUpload(call);
  const previous = store.uploads.findPart(upload.id, facts.number);
  const part = { ...facts, upload_id: upload.id, modified_at: clock() };
  store.uploads.putPart(part);
  if (previous) store.contents.drop(previous.content_id);
  return part;
}

/** As on AWS: who announced a checksum for the upload must send one with each part. */
function checkPartChecksum(upload: UploadRow, checksum: Checksum | undefined) {
  const expected = upload.checksum_algorithm?.toLowerCase();
  const actual = checksum?.algorithm.toLowerCase() ?? 'null';
  if (expected === undefined || expected === actual) return;
  throw new S3Error(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
  );
}
