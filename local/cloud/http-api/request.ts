import type { IncomingMessage } from 'node:http';
import { z } from 'zod';

/** API Gateway refuses larger bodies before any function sees them. */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/** Of the request line and all headers together. */
export const HEAD_LIMIT_BYTES = 10_240;

/** A request as far as the gateway looks at it, in the words of payload format 2.0. */
export type GatewayRequest = {
  method: string;
  /** Decoded. */
  path: string;
  rawQueryString: string;
  /** Lower-case names; repeated headers joined by commas. */
  headers: Record<string, string>;
  cookies: string[];
  query: Record<string, string>;
  sourceIp: string;
  body: Buffer;
};

/** A refusal of the gateway itself. */
export class GatewayError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws GatewayError for what API Gateway refuses by itself. */
export async function readRequest(request: IncomingMessage): Promise<GatewayRequest> {
  if (headBytes(request) > HEAD_LIMIT_BYTES) {
    throw new GatewayError(431, 'Request Header Fields Too Large');
  }
  const [rawPath = '/', ...query] = (request.url ?? '/').split('?');
  const rawQueryString = query.join('?');
  const { cookie, ...headers } = headersOf(request);
  return {
    method: request.method ?? 'GET',
    path: decode(rawPath),
    rawQueryString,
    headers,
    cookies: cookie ? cookie.split(';').map(text => text.trim()) : [],
    query: joined([...new URLSearchParams(rawQueryString)]),
    sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
    body: await readBody(request),
  };
}

const headBytes = ({ method = '', url = '', rawHeaders }: IncomingMessage) =>
  rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text), method.length + url.length);

function headersOf({ rawHeaders }: IncomingMessage) {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index]?.toLowerCase() ?? '', rawHeaders[index + 1] ?? '']);
  }
  return joined(pairs);
}

function joined(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    const separator = name === 'cookie' ? '; ' : ',';
    values.set(name, before === undefined ? value : before + separator + value);
  }
  return Object.fromEntries(values);
}

function decode(path: string) {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new GatewayError(400, 'Bad Request');
  }
}

async function readBody(request: IncomingMessage) {
  const tooLarge = () => new GatewayError(413, 'Request Entity Too Large');
  if (Number(request.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const piece = z.instanceof(Buffer).parse(chunk);
    bytes += piece.length;
    if (bytes > BODY_LIMIT_BYTES) throw tooLarge();
    chunks.push(piece);
  }
  return Buffer.concat(chunks);
}
