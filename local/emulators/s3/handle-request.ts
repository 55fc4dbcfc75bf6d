import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../src/kernel/clock.ts';
import type { Authority } from '../iam/authority.ts';
import { authenticate } from './auth/authenticate.ts';
import { actualCorsHeaders, preflight } from './buckets/cors-answers.ts';
import type { S3Response } from './call.ts';
import { S3Error } from './errors.ts';
import { errorResponse, idHeaders, respond } from './respond.ts';
import { runOperation } from './run-operation.ts';
import type { Store } from './store/store.ts';
import { parseRequest, type S3Request } from './wire/request.ts';

export type HandlerOptions = {
  store: Store;
  authority: Authority;
  region: string;
  clock: Clock;
  /** Is told of bugs and of failures of the disk, which clients see as InternalError. */
  onError: (error: unknown) => void;
};

/** The way of one request: parse, authenticate, run, answer. Never rejects. */
export function requestHandler(options: HandlerOptions) {
  return async (message: IncomingMessage, response: ServerResponse, acceptBody = () => {}) => {
    const requestId = randomBytes(8).toString('hex').toUpperCase();
    const base = idHeaders(requestId);
    try {
      const answer = await answerOf(message, { requestId, acceptBody }, options);
      const headers = { ...base, ...answer.headers };
      await respond(response, { ...answer, headers }, options.store.blobs);
    } catch (error) {
      // The client hung up, or the disk failed in the middle of the bytes: too late for an answer.
      response.destroy();
      if (!hungUp(error)) options.onError(error);
    }
  };
}

type Extras = Parameters<typeof parseRequest>[1];

async function answerOf(message: IncomingMessage, extras: Extras, options: HandlerOptions) {
  let request: S3Request | undefined;
  try {
    request = parseRequest(message, extras);
    const answer = await run(request, options);
    const cors = actualCorsHeaders(request, options.store.buckets);
    return { ...answer, headers: { ...cors, ...answer.headers } };
  } catch (error) {
    if (hungUp(error)) throw error;
    if (!(error instanceof S3Error)) options.onError(error);
    // What is left of the body is read and thrown away, so that the client gets to the answer.
    message.resume();
    const cors = request ? actualCorsHeaders(request, options.store.buckets) : {};
    const answer = errorResponse(error, request ?? { ...extras, bucket: '', key: '' });
    return { ...answer, headers: { ...cors, ...answer.headers } };
  }
}

async function run(request: S3Request, options: HandlerOptions): Promise<S3Response> {
  const { store, clock, region, authority } = options;
  if (request.method === 'OPTIONS') return preflight(request, store.buckets);
  const authenticated = authenticate(request, options);
  return runOperation({ request, authenticated, authority, store, clock, region });
}

/** The client went away, in the middle of its body or of ours. */
function hungUp(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
