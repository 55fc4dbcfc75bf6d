import { createHash } from 'node:crypto';
import type { Authenticated } from '../auth/authenticate.ts';
import { chunkVerifier } from '../auth/chunk-signatures.ts';
import { S3Error } from '../errors.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { type BodyChecksum, bodyChecksum } from './body-checksum.ts';
import { byteReader } from './byte-reader.ts';
import type { Checksum } from './checksums.ts';
import type { S3Request } from './request.ts';

/** What arrived, all verified. */
export type Received = { sizeBytes: number; md5: string; checksum: Checksum | undefined };

export type Sink = (bytes: Buffer) => Promise<void> | void;

const MAX_PUT_BYTES = 5 * 1024 ** 3;

/**
 * Streams the content of a body into the sink and checks it against all that the client said of
 * it: length, Content-MD5, x-amz-content-sha256, checksum header or trailer, chunk signatures.
 * @throws {S3Error} what is wrong; the sink has then seen bytes that must be thrown away.
 */
export async function receiveBody(
  request: S3Request,
  authenticated: Authenticated,
  sink: Sink,
): Promise<Received> {
  const expectedBytes = contentLength(request, authenticated);
  const trailers = new Map<string, string>();
  const checksum = await bodyChecksum(request, trailers);
  const hash = createHash('md5');
  const payload = /^[0-9a-f]{64}$/.test(authenticated.payloadHash)
    ? createHash('sha256')
    : undefined;
  let sizeBytes = 0;
  request.acceptBody();
  for await (const bytes of contentOf(request, authenticated, trailers)) {
    sizeBytes += bytes.length;
    if (sizeBytes > expectedBytes) throw new S3Error('IncompleteBody');
    hash.update(bytes);
    payload?.update(bytes);
    checksum?.update(bytes);
    await sink(bytes);
  }
  if (sizeBytes !== expectedBytes) throw new S3Error('IncompleteBody');
  const md5 = hash.digest('hex');
  checkMd5(request, md5);
  if (payload && payload.digest('hex') !== authenticated.payloadHash) {
    throw new S3Error('XAmzContentSHA256Mismatch');
  }
  return { sizeBytes, md5, checksum: verified(checksum) };
}

/** A small document, such as the XML of a request. */
export async function receiveText(
  request: S3Request,
  authenticated: Authenticated,
  maxBytes = 4 * 1024 * 1024,
) {
  if (contentLength(request, authenticated) > maxBytes) throw new S3Error('MalformedXML');
  const pieces: Buffer[] = [];
  await receiveBody(request, authenticated, bytes => void pieces.push(Buffer.from(bytes)));
  return Buffer.concat(pieces).toString('utf8');
}

function contentOf(
  request: S3Request,
  authenticated: Authenticated,
  trailers: Map<string, string>,
) {
  // The socket must live on after a refusal, so that the client can read why.
  const raw: AsyncIterator<Buffer> = request.message.iterator({ destroyOnReturn: false });
  const { payloadHash } = authenticated;
  if (!payloadHash.startsWith('STREAMING-')) return { [Symbol.asyncIterator]: () => raw };
  const signed = payloadHash.startsWith('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
  const verifier = signed ? chunkVerifier(authenticated) : undefined;
  return decodeAwsChunked(byteReader(raw), trailers, verifier);
}

/** S3 takes no body of unknown length, although HTTP could. */
function contentLength(request: S3Request, { payloadHash }: Authenticated) {
  const streaming = payloadHash.startsWith('STREAMING-');
  const text = request.header(streaming ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === undefined) throw new S3Error('MissingContentLength');
  const length = Number(text);
  if (!/^\d+$/.test(text)) throw new S3Error('InvalidArgument', 'The content length is no number.');
  if (length > MAX_PUT_BYTES) throw new S3Error('EntityTooLarge');
  return length;
}

function checkMd5(request: S3Request, md5: string) {
  const claimed = request.header('content-md5');
  if (claimed === undefined) return;
  const bytes = Buffer.from(claimed, 'base64');
  if (bytes.length !== 16) throw new S3Error('InvalidDigest');
  if (bytes.toString('hex') !== md5) {
    throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
}

function verified(checksum: BodyChecksum | undefined): Checksum | undefined {
  if (!checksum) return undefined;
  const { algorithm } = checksum;
  return { algorithm, value: checksum.verify(), type: 'FULL_OBJECT' };
}
