import type { Clock } from '../../../src/kernel/clock.ts';
import type { Authority } from '../iam/authority.ts';
import type { Authenticated } from './auth/authenticate.ts';
import { S3Error } from './errors.ts';
import type { Segment } from './store/contents.ts';
import type { Store } from './store/store.ts';
import type { S3Request } from './wire/request.ts';
import { toXml, type XmlNode } from './wire/xml.ts';

/** One authenticated request with all that it may touch. */
export type Call = {
  request: S3Request;
  authenticated: Authenticated;
  authority: Authority;
  store: Store;
  clock: Clock;
  region: string;
};

export type S3Response = {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** Bytes of an object, held until `release`. */
  content?: { segments: readonly Segment[]; release: () => void };
};

export type Handler = (call: Call) => S3Response | Promise<S3Response>;

export const xmlResponse = (
  root: string,
  content: { [name: string]: XmlNode },
  headers: Record<string, string> = {},
): S3Response => ({
  status: 200,
  headers: { 'content-type': 'application/xml', ...headers },
  body: toXml(root, content),
});

export const quoted = (etag: string) => `"${etag}"`;

/** @throws {S3Error} NoSuchBucket */
export function requireBucket({ store, request }: Pick<Call, 'store' | 'request'>) {
  const bucket = store.buckets.find(request.bucket);
  if (!bucket) throw new S3Error('NoSuchBucket', undefined, { BucketName: request.bucket });
  return bucket;
}

/** A parameter of the query that is a whole number within limits. */
export function integerParam(
  { request }: Call,
  name: string,
  { fallback, min, max }: { fallback?: number; min: number; max: number },
) {
  const text = request.param(name);
  if (text === undefined && fallback !== undefined) return fallback;
  const value = Number(text);
  if (/^\d+$/.test(text ?? '') && value >= min && value <= max) return value;
  const message = `${name} must be an integer between ${min} and ${max}.`;
  throw new S3Error('InvalidArgument', message, { ArgumentName: name });
}
