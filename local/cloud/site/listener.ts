import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  GetObjectCommand,
  type GetObjectCommandOutput,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { compileEdgeFunction } from './edge-function.ts';
import type { Site } from './read-site.ts';

type Send = (status: number, headers?: Record<string, string>) => void;

/** Serves the published bucket as its distribution does: reading only, and never a list. */
export function siteListener(site: Site, client: S3Client): RequestListener {
  const edge = compileEdgeFunction(site.viewerRequest);
  return async (request, response) => {
    const send: Send = (status, headers = {}) => {
      response.writeHead(status, { ...headers, ...site.headers }).end();
    };
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') return send(403);
      const [path = '/'] = (request.url ?? '/').split('?');
      const result = edge(path === '/' ? `/${site.rootObject}` : path, request.method);
      if (result.kind === 'answer') return send(result.status, result.headers);
      await serve(site, client, decodeURIComponent(result.uri.slice(1)), request, response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else send(statusOf(error));
    }
  };
}

async function serve(
  { bucket, headers }: Site,
  client: S3Client,
  key: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const { range, 'if-none-match': etag } = request.headers;
  const object = await client.send(
    new GetObjectCommand({ Bucket: bucket, Key: key, Range: range, IfNoneMatch: etag }),
    { abortSignal: gone.signal },
  );
  response.writeHead(object.ContentRange ? 206 : 200, { ...objectHeaders(object), ...headers });
  const { Body: body } = object;
  if (request.method === 'HEAD' || !(body instanceof Readable)) {
    if (body instanceof Readable) body.destroy();
    response.end();
    return;
  }
  await pipeline(body, response);
}

function objectHeaders(object: GetObjectCommandOutput): Record<string, string> {
  const values = {
    'accept-ranges': 'bytes',
    'content-type': object.ContentType ?? 'binary/octet-stream',
    'content-length': object.ContentLength?.toString(),
    'content-range': object.ContentRange,
    'content-disposition': object.ContentDisposition,
    'content-encoding': object.ContentEncoding,
    'content-language': object.ContentLanguage,
    'cache-control': object.CacheControl,
    etag: object.ETag,
    'last-modified': object.LastModified?.toUTCString(),
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function statusOf(error: unknown) {
  if (error instanceof URIError) return 400;
  return error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 502) : 502;
}
