import type { Clock } from '../../../../src/kernel/clock.ts';
import type { Authority, Principal } from '../../iam/authority.ts';
import {
  canonicalRequest,
  type Scope,
  sameSignature,
  sign,
  signingKey,
  stringToSign,
} from '../../iam/sigv4.ts';
import { S3Error } from '../errors.ts';
import type { S3Request } from '../wire/request.ts';
import { type Claim, readClaim } from './credential.ts';
import { checkHeaderTime, checkPresignedTime } from './request-time.ts';

/** Who asks, and what a body of signed chunks goes on from. */
export type Authenticated = {
  principal: Principal;
  payloadHash: string;
  signingKey: Buffer;
  scope: Scope;
  amzDate: string;
  signature: string;
};

type Options = { authority: Authority; region: string; clock: Clock };

/**
 * Verifies SigV4. A presigned URL speaks for whoever signed it. @throws {S3Error} 403 for all that
 * nobody signed, just now.
 */
export function authenticate(request: S3Request, options: Options): Authenticated {
  const claim = readClaim(request);
  const holder = options.authority.find(claim.accessKeyId);
  if (!holder) {
    throw new S3Error('InvalidAccessKeyId', undefined, { AWSAccessKeyId: claim.accessKeyId });
  }
  checkScope(claim, options);
  if (claim.kind === 'header') checkHeaderTime(claim.amzDate, options.clock());
  else checkPresignedTime(claim.amzDate, request.param('X-Amz-Expires'), options.clock());
  checkSignedHeaders(request, claim);
  const payloadHash = payloadHashOf(request, claim);
  const key = signingKey(holder.credentials.secretAccessKey, claim.scope);
  const canonical = canonicalRequest({
    method: request.method,
    path: request.path,
    query: request.query.filter(([name]) => name !== 'X-Amz-Signature'),
    headers: claim.signedHeaders.map(name => [name, headerOfMessage(request, name)]),
    payloadHash,
  });
  const expected = sign(key, stringToSign(claim.amzDate, claim.scope, canonical));
  if (!sameSignature(expected, claim.signature)) {
    throw new S3Error('SignatureDoesNotMatch', undefined, { CanonicalRequest: canonical });
  }
  const { scope, amzDate, signature } = claim;
  const { principal } = holder;
  return { principal, payloadHash, signingKey: key, scope, amzDate, signature };
}

function checkScope({ kind, scope, amzDate }: Claim, options: Options) {
  const right =
    scope.region === options.region && scope.service === 's3' && amzDate.startsWith(scope.date);
  if (right) return;
  const code =
    kind === 'header' ? 'AuthorizationHeaderMalformed' : 'AuthorizationQueryParametersError';
  const message = `The credential scope must be of its date, region '${options.region}', service 's3'.`;
  throw new S3Error(code, message, { Region: options.region });
}

/** An unsigned header could be added by anybody who holds a presigned URL. */
function checkSignedHeaders({ message }: S3Request, { signedHeaders }: Claim) {
  const must = Object.keys(message.headers).filter(name => /^(host$|x-amz-)/.test(name));
  const unsigned = must.filter(name => !signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  const text = 'There were headers present in the request which were not signed';
  throw new S3Error('AccessDenied', text, { HeadersNotSigned: unsigned.join(', ') });
}

function payloadHashOf(request: S3Request, { kind, signedHeaders }: Claim) {
  if (kind === 'presigned') {
    return signedHeaders.includes('x-amz-content-sha256')
      ? headerOfMessage(request, 'x-amz-content-sha256')
      : 'UNSIGNED-PAYLOAD';
  }
  const hash = request.header('x-amz-content-sha256');
  if (hash) return hash;
  throw new S3Error(
    'InvalidRequest',
    'Missing required header for this request: x-amz-content-sha256',
  );
}

const headerOfMessage = ({ message }: S3Request, name: string) =>
  message.headersDistinct[name]?.join(',') ?? '';
