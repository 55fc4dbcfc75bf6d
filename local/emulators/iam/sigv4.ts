import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** `20261120/eu-central-1/s3/aws4_request`, in parts. */
export type Scope = { date: string; region: string; service: string };

export const scopeText = ({ date, region, service }: Scope) =>
  [date, region, service, 'aws4_request'].join('/');

export const sha256Hex = (data: string | Uint8Array) =>
  createHash('sha256').update(data).digest('hex');

const hmac = (key: string | Buffer, data: string) =>
  createHmac('sha256', key).update(data).digest();

export function signingKey(secretAccessKey: string, { date, region, service }: Scope) {
  return hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), 'aws4_request');
}

export const sign = (key: Buffer, text: string) => hmac(key, text).toString('hex');

export function sameSignature(expected: string, received: string) {
  const [a, b] = [Buffer.from(expected), Buffer.from(received)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export type CanonicalParts = {
  method: string;
  /** Decoded path, with its leading slash. */
  path: string;
  /** Decoded pairs, without the signature. */
  query: readonly (readonly [string, string])[];
  /** Lower-case names with their values, in the order of SignedHeaders. */
  headers: readonly (readonly [string, string])[];
  payloadHash: string;
};

export function canonicalRequest({ method, path, query, headers, payloadHash }: CanonicalParts) {
  const lines = headers.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}\n`);
  return [
    method,
    path.split('/').map(encodeStrictly).join('/'),
    canonicalQuery(query),
    lines.join(''),
    headers.map(([name]) => name).join(';'),
    payloadHash,
  ].join('\n');
}

/** Sorted by the encoded form, as the specification has it. */
function canonicalQuery(query: CanonicalParts['query']) {
  const pairs = query.map(pair => pair.map(encodeStrictly).join('='));
  return pairs.sort().join('&');
}

export const stringToSign = (amzDate: string, scope: Scope, canonical: string) =>
  ['AWS4-HMAC-SHA256', amzDate, scopeText(scope), sha256Hex(canonical)].join('\n');

/** RFC 3986: everything but unreserved characters is escaped. */
export const encodeStrictly = (text: string) =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
