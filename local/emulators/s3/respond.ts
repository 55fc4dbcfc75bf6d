import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { S3Response } from './call.ts';
import { S3Error } from './errors.ts';
import { readSegments } from './objects/read-segments.ts';
import { hostId } from './s3-event.ts';
import type { Blobs } from './store/blobs.ts';
import type { S3Request } from './wire/request.ts';
import { toXml } from './wire/xml.ts';

export const idHeaders = (requestId: string) => ({
  'x-amz-request-id': requestId,
  'x-amz-id-2': hostId(requestId),
  server: 'AmazonS3',
});

/** Sends an answer. What the client no longer wants to read is no error of ours. */
export async function respond(
  response: ServerResponse,
  { status, headers = {}, body = '', content }: S3Response,
  blobs: Blobs,
) {
  if (!content) {
    // A HEAD answer names the length of what it does not send.
    const length = headers['content-length'] ?? String(Buffer.byteLength(body));
    const bodiless = status === 204 || status === 304;
    writeHead(response, status, bodiless ? headers : { ...headers, 'content-length': length });
    response.end(body);
    return;
  }
  try {
    writeHead(response, status, headers);
    await pipeline(readSegments(blobs, content.segments), response);
  } finally {
    content.release();
  }
}

/**
 * Behind a content-length, Node would take the bytes of a content-disposition for UTF-8 and refuse
 * a name that is not ASCII.
 */
function writeHead(response: ServerResponse, status: number, headers: Record<string, string>) {
  const name = 'content-disposition';
  const disposition = headers[name];
  response.writeHead(status, { ...(disposition && { [name]: disposition }), ...headers });
}

/** The XML of a refusal. What is no refusal is a bug, and keeps its text to itself. */
export function errorResponse(
  error: unknown,
  request: Pick<S3Request, 'requestId' | 'bucket' | 'key'>,
) {
  const known = error instanceof S3Error ? error : new S3Error('InternalError');
  const { code, message, status, details } = known;
  const Resource = `/${[request.bucket, request.key].filter(Boolean).join('/')}`;
  const ids = { RequestId: request.requestId, HostId: hostId(request.requestId) };
  const body = toXml('Error', { Code: code, Message: message, ...details, Resource, ...ids });
  return { status, headers: { 'content-type': 'application/xml' }, body } satisfies S3Response;
}
