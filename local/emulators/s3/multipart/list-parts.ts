import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, integerParam, quoted, type S3Response, xmlResponse } from '../call.ts';
import type { PartRow } from '../store/uploads.ts';
import { checksumElement } from '../wire/checksums.ts';
import { findOpenUpload } from './find-upload.ts';

const MAX_PARTS = 1000;

/** ListParts: what of an upload has arrived. */
export function listParts(call: Call): S3Response {
  const { request, store } = call;
  const upload = findOpenUpload(call);
  const bounds = { min: 0, max: 2 ** 31 - 1 };
  const requested = integerParam(call, 'max-parts', { fallback: MAX_PARTS, ...bounds });
  const afterNumber = integerParam(call, 'part-number-marker', { fallback: 0, ...bounds });
  const limit = Math.min(requested, MAX_PARTS);
  const found = store.uploads.parts(upload.id, { afterNumber, limit: limit + 1 });
  const parts = found.slice(0, limit);
  return xmlResponse('ListPartsResult', {
    Bucket: request.bucket,
    Key: request.key,
    UploadId: upload.id,
    PartNumberMarker: afterNumber,
    NextPartNumberMarker: parts.at(-1)?.number ?? afterNumber,
    MaxParts: limit,
    IsTruncated: found.length > limit,
    ChecksumAlgorithm: upload.checksum_algorithm ?? undefined,
    ChecksumType: upload.checksum_type ?? undefined,
    Part: parts.map(listedPart),
    StorageClass: 'STANDARD',
  });
}

const listedPart = ({ number, modified_at, etag, size_bytes, checksum }: PartRow) => ({
  PartNumber: number,
  LastModified: toIso(modified_at),
  ETag: quoted(etag),
  Size: size_bytes,
  ...(checksum && { [checksumElement(checksum.algorithm)]: checksum.value }),
});
