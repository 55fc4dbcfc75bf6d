import type { Blobs } from '../store/blobs.ts';
import type { Segment } from '../store/contents.ts';

/** The bytes of segments, one file after the other. They must be held meanwhile. */
export async function* readSegments(
  blobs: Blobs,
  segments: readonly Segment[],
): AsyncGenerator<Buffer, void> {
  for (const { blob_id, blob_start, size_bytes } of segments) {
    yield* blobs.read(blob_id, blob_start, blob_start + size_bytes);
  }
}
