import { createHash } from 'node:crypto';
import type { Blobs } from '../store/blobs.ts';
import type { Segment } from '../store/contents.ts';
import { type Checksum, type ChecksumAlgorithm, startDigest } from '../wire/checksums.ts';
import { readSegments } from './read-segments.ts';

/** Reads held segments once for the hashes of them all. */
export async function digestContent(
  blobs: Blobs,
  segments: readonly Segment[],
  algorithm: ChecksumAlgorithm | undefined,
) {
  const md5 = createHash('md5');
  const digest = algorithm && (await startDigest(algorithm));
  for await (const bytes of readSegments(blobs, segments)) {
    md5.update(bytes);
    digest?.update(bytes);
  }
  const checksum: Checksum | null =
    algorithm && digest ? { algorithm, value: digest.base64(), type: 'FULL_OBJECT' } : null;
  return { md5: md5.digest('hex'), checksum };
}
