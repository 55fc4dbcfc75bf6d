import { S3Error } from '../errors.ts';
import type { ByteReader } from './byte-reader.ts';

/** Sees what signed chunks are checked by; unsigned bodies have none. */
export type ChunkVerifier = {
  data: (piece: Buffer) => void;
  /** After each chunk, also the empty last one. @throws {S3Error} SignatureDoesNotMatch */
  endChunk: (signature: string | undefined) => void;
  endTrailers: (lines: readonly string[], signature: string | undefined) => void;
};

const TRAILER_SIGNATURE = 'x-amz-trailer-signature';

/**
 * The content of an `aws-chunked` body: `<hex size>[;chunk-signature=…]CRLF<bytes>CRLF`, an empty
 * chunk, then trailers, which are put into `trailers` before the stream ends.
 */
export async function* decodeAwsChunked(
  reader: ByteReader,
  trailers: Map<string, string>,
  verifier?: ChunkVerifier,
) {
  while (true) {
    const { size, signature } = parseChunkHead(await reader.line());
    for await (const piece of reader.take(size)) {
      verifier?.data(piece);
      yield piece;
    }
    verifier?.endChunk(signature);
    if (size === 0) break;
    if ((await reader.line()) !== '') throw new S3Error('InvalidRequest', 'A chunk is malformed.');
  }
  await readTrailers(reader, trailers, verifier);
}

async function readTrailers(
  reader: ByteReader,
  trailers: Map<string, string>,
  verifier?: ChunkVerifier,
) {
  const lines: string[] = [];
  for (let line = await reader.line(); line; line = await reader.line()) lines.push(line);
  for (const line of lines) {
    const colon = line.indexOf(':');
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const signed = lines.filter(line => !line.toLowerCase().startsWith(TRAILER_SIGNATURE));
  if (lines.length > 0) verifier?.endTrailers(signed, trailers.get(TRAILER_SIGNATURE));
}

function parseChunkHead(line: string | undefined) {
  if (line === undefined) throw new S3Error('IncompleteBody');
  const [, hex, signature] =
    /^([0-9a-f]{1,12})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(line) ?? [];
  if (!hex) throw new S3Error('InvalidRequest', 'A chunk is malformed.');
  return { size: Number.parseInt(hex, 16), signature };
}
