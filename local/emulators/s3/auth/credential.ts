import type { Scope } from '../../iam/sigv4.ts';
import { S3Error, type S3ErrorCode } from '../errors.ts';
import type { S3Request } from '../wire/request.ts';

/** What a request claims about itself, in its Authorization header or in a presigned URL. */
export type Claim = {
  kind: 'header' | 'presigned';
  accessKeyId: string;
  scope: Scope;
  /** `20261120T101500Z` */
  amzDate: string;
  signedHeaders: readonly string[];
  signature: string;
};

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 +Credential=([^, ]+), *SignedHeaders=([^, ]+), *Signature=([^, ]+)$/;

/** Throws where a claim is malformed; a request without any is anonymous, and denied. */
export function readClaim(request: S3Request): Claim {
  const authorization = request.header('authorization');
  if (authorization !== undefined) return fromHeader(request, authorization);
  if (request.param('X-Amz-Signature') !== undefined) return fromQuery(request);
  throw new S3Error('AccessDenied');
}

function fromHeader(request: S3Request, authorization: string): Claim {
  const [, credential, signedHeaders, signature] = AUTHORIZATION.exec(authorization) ?? [];
  if (!credential || !signedHeaders || !signature) {
    throw new S3Error('AuthorizationHeaderMalformed');
  }
  const amzDate = request.header('x-amz-date');
  if (!amzDate) throw new S3Error('AccessDenied', 'AWS authentication requires x-amz-date.');
  return {
    kind: 'header',
    ...readCredential(credential, 'AuthorizationHeaderMalformed'),
    amzDate,
    signedHeaders: signedHeaders.split(';'),
    signature,
  };
}

function fromQuery(request: S3Request): Claim {
  const [algorithm, credential, amzDate, signedHeaders, signature] = [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-SignedHeaders',
    'X-Amz-Signature',
  ].map(request.param);
  if (algorithm !== 'AWS4-HMAC-SHA256' || !credential || !amzDate || !signedHeaders || !signature) {
    throw new S3Error('AuthorizationQueryParametersError');
  }
  return {
    kind: 'presigned',
    ...readCredential(credential, 'AuthorizationQueryParametersError'),
    amzDate,
    signedHeaders: signedHeaders.split(';'),
    signature,
  };
}

function readCredential(text: string, malformed: S3ErrorCode) {
  const [accessKeyId, date, region, service, terminator, ...rest] = text.split('/');
  const complete = accessKeyId && date && region && service && terminator === 'aws4_request';
  if (!complete || rest.length > 0) throw new S3Error(malformed);
  return { accessKeyId, scope: { date, region, service } };
}
