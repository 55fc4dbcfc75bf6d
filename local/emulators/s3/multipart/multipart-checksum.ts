import type { Call } from '../call.ts';
import { S3Error } from '../errors.ts';
import { digestContent } from '../objects/digest-content.ts';
import type { PartRow, UploadRow } from '../store/uploads.ts';
import {
  type Checksum,
  type ChecksumAlgorithm,
  checksumHeader,
  startDigest,
} from '../wire/checksums.ts';

/**
 * The checksum of an object of parts: of the parts' checksums, or of all bytes, which are then
 * read once. Null where the upload announced none. @throws {S3Error} BadDigest
 */
export async function multipartChecksum(
  call: Call,
  { checksum_algorithm: algorithm, checksum_type: type }: UploadRow,
  parts: readonly PartRow[],
): Promise<Checksum | null> {
  if (!algorithm) return null;
  if (type === 'COMPOSITE') return composite(algorithm, parts);
  const checksum = await fullObject(call, algorithm, parts);
  const claimed = call.request.header(checksumHeader(algorithm));
  if (claimed !== undefined && claimed !== checksum?.value) throw new S3Error('BadDigest');
  return checksum;
}

async function composite(
  algorithm: ChecksumAlgorithm,
  parts: readonly PartRow[],
): Promise<Checksum> {
  const digest = await startDigest(algorithm);
  for (const { checksum } of parts) digest.update(Buffer.from(checksum?.value ?? '', 'base64'));
  return { algorithm, value: `${digest.base64()}-${parts.length}`, type: 'COMPOSITE' };
}

async function fullObject(
  { store }: Call,
  algorithm: ChecksumAlgorithm,
  parts: readonly PartRow[],
) {
  const segments = parts.flatMap(part =>
    store.contents.segments(part.content_id, { start: 0, end: part.size_bytes }),
  );
  const release = store.contents.hold(segments);
  try {
    const { checksum } = await digestContent(store.blobs, segments, algorithm);
    return checksum;
  } finally {
    release();
  }
}
