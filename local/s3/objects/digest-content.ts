import { createHash } from 'node:crypto';
import type { Blobs } from '../store/blobs.ts';
import type { Segment } from '../store/contents.ts';
import { type Checksum, type ChecksumAlgorithm, startDigest } from '../wire/checksums.ts';

/** Reads held segments once for the hashes of them all. */
export async function digestContent(
  blobs: Blobs,
  segments: readonly Segment[],
  algorithm: ChecksumAlgorithm | undefined,
) {
  const md5 = createHash('md5');
  const digest = algorithm && (await startDigest(algorithm));
  for (const { blob_id, blob_start, size_bytes } of segments) {
    for await (const bytes of blobs.read(blob_id, blob_start, blob_start + size_bytes)) {
      md5.update(bytes);
      digest?.update(bytes);
    }
  }
  const checksum: Checksum | null =
    algorithm && digest ? { algorithm, value: digest.base64(), type: 'FULL_OBJECT' } : null;
  return { md5: md5.digest('hex'), checksum };
}
