import { createHash } from 'node:crypto';

/** What is kept of a file: what it was, never the bytes. */
export type Content = { bytes: number; sha256: string };

/**
 * Length and hash of bytes that pass by, and the first of them, by which a format is known.
 * `fork` gives the same digest so far, so that bytes can be taken back.
 */
export type ContentDigest = {
  update: (piece: Uint8Array) => void;
  fork: () => ContentDigest;
  head: () => Buffer;
  bytes: () => number;
  content: () => Content;
};

/** Enough to know a picture by; a text may want more. */
const HEAD_BYTES = 64;

type Start = { hash: ReturnType<typeof createHash>; bytes: number; head: Buffer };

const nothing = (): Start => ({ hash: createHash('sha256'), bytes: 0, head: Buffer.alloc(0) });

export function createDigest(headBytes = HEAD_BYTES, start = nothing()): ContentDigest {
  const { hash } = start;
  let { bytes, head } = start;
  return {
    update(piece) {
      hash.update(piece);
      bytes += piece.length;
      if (head.length >= headBytes) return;
      head = Buffer.concat([head, piece.subarray(0, headBytes - head.length)]);
    },
    fork: () => createDigest(headBytes, { hash: hash.copy(), bytes, head }),
    head: () => head,
    bytes: () => bytes,
    content: () => ({ bytes, sha256: hash.copy().digest('hex') }),
  };
}

export async function digestOf(
  pieces: AsyncIterable<Uint8Array>,
  headBytes = HEAD_BYTES,
): Promise<ContentDigest> {
  const digest = createDigest(headBytes);
  for await (const piece of pieces) digest.update(piece);
  return digest;
}
