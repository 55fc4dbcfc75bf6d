import type { Artifact } from '../../pipeline/artifact.ts';

/** A file of a publication, wherever it came from. */
export type PublishedFile = Pick<Artifact, 'key' | 'content_type' | 'size_bytes' | 'sha256'>;

/** The bytes from `from` up to but not including `to`. */
export type ReadFile = (
  file: PublishedFile,
  from: number,
  to: number,
) => Promise<Uint8Array<ArrayBuffer>>;
