import { createCipheriv, createHash } from 'node:crypto';

const BLOCK = 16;
const CHUNK = 256 * 1024;

/**
 * Bytes of a file that exists nowhere: the key stream of AES-CTR, which starts at any place and costs
 * no memory. The same seed makes the same bytes, so that a test compares by hash.
 */
export function* generatedBytes(seed: string, start: number, end: number): Generator<Buffer> {
  const firstBlock = Math.floor(start / BLOCK);
  const cipher = createCipheriv('aes-128-ctr', keyOf(seed), counterAt(firstBlock));
  cipher.update(Buffer.alloc(start - firstBlock * BLOCK));
  for (let at = start; at < end; at += CHUNK) {
    yield cipher.update(Buffer.alloc(Math.min(CHUNK, end - at)));
  }
}

/** SHA-256 of a whole generated file, to compare with what arrived elsewhere. */
export function generatedSha256(seed: string, size: number) {
  const hash = createHash('sha256');
  for (const bytes of generatedBytes(seed, 0, size)) hash.update(bytes);
  return hash.digest('hex');
}

function keyOf(seed: string) {
  return createHash('sha256').update(seed).digest().subarray(0, BLOCK);
}

/** The counter is 128 bits and big-endian; sizes of 64 bits fit its lower half. */
function counterAt(block: number) {
  const counter = Buffer.alloc(BLOCK);
  counter.writeBigUInt64BE(BigInt(block), BLOCK / 2);
  return counter;
}
