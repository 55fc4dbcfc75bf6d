import type { S3Response } from '../call.ts';
import { S3Error } from '../errors.ts';
import type { Buckets } from '../store/buckets.ts';
import type { S3Request } from '../wire/request.ts';
import { corsHeaders } from './cors.ts';

/** Preflight: browsers send it without credentials. @throws {S3Error} AccessForbidden */
export function preflight(request: S3Request, buckets: Buckets): S3Response {
  const [origin, method] = [
    request.header('origin'),
    request.header('access-control-request-method'),
  ];
  if (!origin || !method) {
    throw new S3Error('AccessForbidden', 'Insufficient information. Origin request header needed.');
  }
  const requested = request.header('access-control-request-headers')?.toLowerCase() ?? '';
  const headers = requested.split(',').flatMap(name => name.trim() || []);
  const rules = buckets.find(request.bucket)?.cors ?? [];
  const allowed = corsHeaders(rules, { origin, method, headers });
  if (!allowed) throw new S3Error('AccessForbidden', undefined, { Method: method });
  return { status: 200, headers: allowed };
}

/** What an answer to a browser needs, errors too; nothing where no rule fits. */
export function actualCorsHeaders(request: S3Request, buckets: Buckets): Record<string, string> {
  const origin = request.header('origin');
  if (!origin || !request.bucket) return {};
  const rules = buckets.find(request.bucket)?.cors ?? [];
  return corsHeaders(rules, { origin, method: request.method }) ?? {};
}
