import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signingKey } from '#local/emulators/iam/sigv4.ts';
import { chunkVerifier } from '#local/emulators/s3/auth/chunk-signatures.ts';
import { type ChunkVerifier, decodeAwsChunked } from '#local/emulators/s3/wire/aws-chunked.ts';
import { byteReader } from '#local/emulators/s3/wire/byte-reader.ts';

async function* from(pieces: readonly Buffer[]) {
  yield* pieces;
}

async function decode(pieces: readonly Buffer[], verifier?: ChunkVerifier) {
  const trailers = new Map<string, string>();
  const decoded: Buffer[] = [];
  for await (const bytes of decodeAwsChunked(byteReader(from(pieces)), trailers, verifier)) {
    decoded.push(bytes);
  }
  return { content: Buffer.concat(decoded), trailers: Object.fromEntries(trailers) };
}

function cutAt(bytes: Buffer, cuts: readonly number[]) {
  const places = [0, ...cuts.map(cut => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

describe('a chunked body', () => {
  test('is the same however the network cut it', async () => {
    const chunk = fc.uint8Array({ minLength: 1, maxLength: 300 });
    await fc.assert(
      fc.asyncProperty(fc.array(chunk), fc.array(fc.nat()), async (chunks, cuts) => {
        const framed = chunks.flatMap(bytes => [`${bytes.length.toString(16)}\r\n`, bytes, '\r\n']);
        const wire = [...framed, '0\r\nX-Amz-Checksum-Crc32: abc=\r\n\r\n'];
        const bytes = Buffer.concat(wire.map(piece => Buffer.from(piece)));
        const { content, trailers } = await decode(cutAt(bytes, cuts));
        expect(content.equals(Buffer.concat(chunks))).toBe(true);
        expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'abc=' });
      }),
      { numRuns: 200 },
    );
  });

  test('may end without trailers', async () => {
    const { content, trailers } = await decode([Buffer.from('1\r\na\r\n0\r\n\r\n')]);
    expect(content.toString()).toBe('a');
    expect(trailers).toEqual({});
  });

  test('cannot make the server wait for an endless line', async () => {
    const endless = Array.from({ length: 100 }, () => Buffer.alloc(1000, 'a'));
    await expect(decode(endless)).rejects.toMatchObject({ code: 'InvalidRequest' });
  });
});

test('chunks are verified as in the worked example of the S3 API reference', async () => {
  const scope = { date: '20130524', region: 'us-east-1', service: 's3' };
  const verifier = chunkVerifier({
    payloadHash: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    signingKey: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope),
    scope,
    amzDate: '20130524T000000Z',
    signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
  });
  const chunks = [
    [65_536, 'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648'],
    [1024, '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497'],
    [0, 'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9'],
  ] as const;
  const wire = chunks.map(
    ([size, signature]) =>
      `${size.toString(16)};chunk-signature=${signature}\r\n${'a'.repeat(size)}\r\n`,
  );
  const { content } = await decode([Buffer.from(wire.join(''))], verifier);
  expect(content.equals(Buffer.alloc(66_560, 'a'))).toBe(true);
});
