import { z } from 'zod';
import { type Call, requireBucket, type S3Response, xmlResponse } from '../call.ts';
import { S3Error } from '../errors.ts';
import type { Buckets } from '../store/buckets.ts';
import type { S3Request } from '../wire/request.ts';
import { readXml, repeated } from '../wire/xml-body.ts';
import { CorsMethod, type CorsRule } from './cors.contract.ts';
import { corsHeaders } from './cors.ts';

const CorsDocument = z.object({
  CORSConfiguration: z.object({
    CORSRule: repeated(
      z
        .object({
          AllowedOrigin: repeated(z.string(), { min: 1 }),
          AllowedMethod: repeated(CorsMethod, { min: 1 }),
          AllowedHeader: repeated(z.string()),
          ExposeHeader: repeated(z.string()),
          MaxAgeSeconds: z.string().regex(/^\d+$/).transform(Number).optional(),
        })
        .transform(
          (rule): CorsRule => ({
            allowedOrigins: rule.AllowedOrigin,
            allowedMethods: rule.AllowedMethod,
            allowedHeaders: rule.AllowedHeader,
            exposeHeaders: rule.ExposeHeader,
            maxAgeSeconds: rule.MaxAgeSeconds,
          }),
        ),
      { min: 1, max: 100 },
    ),
  }),
});

export async function putCors(call: Call): Promise<S3Response> {
  const { CORSConfiguration } = await readXml(call, CorsDocument);
  call.store.buckets.setCors(call.request.bucket, CORSConfiguration.CORSRule);
  return { status: 200 };
}

export function getCors(call: Call): S3Response {
  const { cors } = requireBucket(call);
  if (!cors) throw new S3Error('NoSuchCORSConfiguration');
  return xmlResponse('CORSConfiguration', {
    CORSRule: cors.map(rule => ({
      AllowedOrigin: rule.allowedOrigins,
      AllowedMethod: rule.allowedMethods,
      AllowedHeader: rule.allowedHeaders,
      ExposeHeader: rule.exposeHeaders,
      MaxAgeSeconds: rule.maxAgeSeconds,
    })),
  });
}

export function deleteCors({ request, store }: Call): S3Response {
  store.buckets.setCors(request.bucket, undefined);
  return { status: 204 };
}

/** Preflight: browsers send it without credentials. @throws {S3Error} AccessForbidden */
export function preflight(request: S3Request, buckets: Buckets): S3Response {
  const [origin, method] = [
    request.header('origin'),
    request.header('access-control-request-method'),
  ];
  if (!origin || !method) {
    throw new S3Error('AccessForbidden', 'Insufficient information. Origin request header needed.');
  }
  const asked = request.header('access-control-request-headers')?.toLowerCase() ?? '';
  const headers = asked.split(',').flatMap(name => name.trim() || []);
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
