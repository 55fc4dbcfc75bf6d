import type { IncomingMessage } from 'node:http';
import { WireError } from '../wire/wire-error.ts';
import type { Authority, Credentials, Principal } from './authority.ts';
import {
  canonicalRequest,
  type Scope,
  sameSignature,
  scopeText,
  sha256Hex,
  sign,
  signingKey,
  stringToSign,
} from './sigv4.ts';

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 +Credential=([^,/ ]+)\/(\d{8})\/([^,/ ]+)\/([^,/ ]+)\/aws4_request, *SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})$/;

/** A signed request is good for so long around its own time. */
const MAX_SKEW_MS = 15 * 60 * 1000;

/** Who signed a request of any service but S3. @throws WireError for all that nobody signed just now. */
export function authenticate(
  request: IncomingMessage,
  body: Uint8Array,
  authority: Authority,
): Principal {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    throw new WireError('MissingAuthenticationTokenException', 'Missing Authentication Token', {
      status: 403,
    });
  }
  const [, accessKeyId, date, region, service, signedHeaders, signature] =
    AUTHORIZATION.exec(authorization) ?? [];
  if (!accessKeyId || !date || !region || !service || !signedHeaders || !signature) {
    throw new WireError('IncompleteSignatureException', 'The authorization header is malformed.');
  }
  const holder = authority.find(accessKeyId);
  if (!holder) throw unknownKey();
  const amzDate = headerOf(request, 'x-amz-date');
  checkTime(amzDate, date);
  const scope = { date, region, service };
  const canonical = canonicalRequest({
    ...target(request),
    headers: signedHeaders.split(';').map(name => [name, headerOf(request, name)] as const),
    payloadHash: sha256Hex(body),
  });
  const key = keptSigningKey(holder.credentials, scope);
  const expected = sign(key, stringToSign(amzDate, scope, canonical));
  if (!signedHeaders.split(';').includes('host') || !sameSignature(expected, signature)) {
    throw new WireError(
      'InvalidSignatureException',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  return holder.principal;
}

const kept = new WeakMap<Credentials, { scope: string; key: Buffer }>();

/** A key is made by four hashes and good for a day; nearly all requests of a signer are of one scope. */
function keptSigningKey(credentials: Credentials, scope: Scope) {
  const text = scopeText(scope);
  const known = kept.get(credentials);
  if (known?.scope === text) return known.key;
  const key = signingKey(credentials.secretAccessKey, scope);
  kept.set(credentials, { scope: text, key });
  return key;
}

const unknownKey = () =>
  new WireError(
    'UnrecognizedClientException',
    'The security token included in the request is invalid.',
  );

/** Every service but S3 signs the path as it is on the wire, encoded once more. */
function target({ method = 'GET', url = '/' }: IncomingMessage) {
  const [path = '/', query = ''] = url.split('?');
  return { method, path, query: [...new URLSearchParams(query)] };
}

const headerOf = ({ headersDistinct }: IncomingMessage, name: string) =>
  headersDistinct[name]?.join(',') ?? '';

function checkTime(amzDate: string, date: string) {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate) ?? [];
  const signedAt = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (amzDate.startsWith(date) && Math.abs(Date.now() - signedAt) <= MAX_SKEW_MS) return;
  throw new WireError('InvalidSignatureException', 'Signature expired or not yet current.');
}
