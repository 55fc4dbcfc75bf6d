import type { IncomingMessage } from 'node:http';
import { S3Error } from '../errors.ts';

/** Query parameters that select another operation than the plain one of the method. */
const SUBRESOURCES = new Set(
  [
    'accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory',
    'legal-hold lifecycle list-type location logging metadataTable metrics notification',
    'object-lock ownershipControls partNumber policy policyStatus publicAccessBlock renameObject',
    'replication requestPayment restore retention select session tagging torrent uploadId uploads',
    'versionId versioning versions website',
  ].flatMap(line => line.split(' ')),
);

/** One request, parsed: path style, so the first segment is the bucket and the rest the key. */
export type S3Request = {
  message: IncomingMessage;
  requestId: string;
  method: string;
  /** Decoded, from its first slash on. */
  path: string;
  /** Decoded; empty where the request is about the service. */
  bucket: string;
  /** Decoded; empty where the request is about the bucket. */
  key: string;
  /** Decoded, in the order of the URL. */
  query: readonly (readonly [name: string, value: string])[];
  param: (name: string) => string | undefined;
  /** By lower-case name. A presigned URL carries `x-amz-` headers as parameters. */
  header: (name: string) => string | undefined;
  /** All that `header` knows. */
  headerNames: readonly string[];
  /** Such as `PUT object partNumber&uploadId`, as the list of operations writes it. */
  operation: string;
  /** Tells a client that waits with `Expect: 100-continue` to send the body. */
  acceptBody: () => void;
};

export function parseRequest(
  message: IncomingMessage,
  extras: { requestId: string; acceptBody: () => void },
): S3Request {
  const [rawPath = '/', rawQuery = ''] = splitOnce(message.url ?? '/', '?');
  const path = decode(rawPath);
  const [bucket = '', key = ''] = splitOnce(path.slice(1), '/');
  const query = parseQuery(rawQuery);
  const params = new Map(query);
  const method = message.method ?? 'GET';
  const hoisted = params.has('X-Amz-Signature')
    ? new Map(query.filter(([name]) => name.startsWith('x-amz-')))
    : new Map<string, string>();
  const header = (name: string) => message.headersDistinct[name]?.join(',') ?? hoisted.get(name);
  const copies = method === 'PUT' && header('x-amz-copy-source') !== undefined;
  return {
    ...extras,
    message,
    method,
    path,
    bucket,
    key,
    query,
    param: name => params.get(name),
    header,
    headerNames: [...Object.keys(message.headers), ...hoisted.keys()],
    operation: operationName(method, bucket, key, query) + (copies ? ' copy' : ''),
  };
}

function operationName(method: string, bucket: string, key: string, query: S3Request['query']) {
  const target = key ? 'object' : bucket ? 'bucket' : 'service';
  const names = query.map(([name]) => name).filter(name => SUBRESOURCES.has(name));
  return [method, target, names.sort().join('&')].join(' ').trim();
}

/** A plus sign is a space in a query, as browsers write it, and itself in a path. */
function parseQuery(raw: string) {
  const pairs = raw.split('&').filter(pair => pair !== '');
  return pairs.map(pair => {
    const [name = '', value = ''] = splitOnce(pair.replaceAll('+', ' '), '=');
    return [decode(name), decode(value)] as const;
  });
}

function decode(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error('InvalidURI');
  }
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
