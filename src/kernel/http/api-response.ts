import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { AppError, type ErrorCode, toProblem } from '../errors.ts';
import type { Answer } from './idempotency.ts';

export type ApiResult = APIGatewayProxyStructuredResultV2 & {
  statusCode: number;
  headers: Record<string, string>;
};

const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-site',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
};

/** On every answer; `own` wins, so that a page can set its own policy. */
const withDefaults = (requestId: string, own: Record<string, string>) => ({
  ...SECURITY_HEADERS,
  ...own,
  'x-request-id': requestId,
});

/** Bytes go out as base64, which the gateway undoes. */
export function contentResult(
  requestId: string,
  status: number,
  content: { body: string | Uint8Array; headers: Record<string, string> },
): ApiResult {
  const binary = typeof content.body !== 'string';
  return {
    statusCode: status,
    headers: withDefaults(requestId, content.headers),
    body: binary ? Buffer.from(content.body).toString('base64') : String(content.body),
    isBase64Encoded: binary,
  };
}

export const answerResult = (requestId: string, answer: Answer, extra = {}): ApiResult => ({
  statusCode: answer.status,
  headers: withDefaults(requestId, { ...answer.headers, ...extra }),
  ...(answer.status !== 204 && { body: answer.body }),
});

const CHALLENGES: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'Bearer',
  token_expired: 'Bearer error="invalid_token", error_description="expired"',
};

const NO_DETAILS = { retryAfterSeconds: undefined, headers: undefined };

/** RFC 9457, with what HTTP itself wants to know in the headers. */
export function problemResult(requestId: string, error: unknown, extra = {}): ApiResult {
  const problem = toProblem(error, requestId);
  const { retryAfterSeconds: retryAfter, headers } = error instanceof AppError ? error : NO_DETAILS;
  const challenge = CHALLENGES[problem.code];
  return {
    statusCode: problem.status,
    headers: withDefaults(requestId, {
      'content-type': 'application/problem+json',
      ...extra,
      ...headers,
      ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
      ...(challenge && { 'www-authenticate': challenge }),
    }),
    body: JSON.stringify(problem),
  };
}
