import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Functions } from '../lambda/functions.ts';
import { type Answer, refusal, toAnswer } from './answer.ts';
import type { HttpApi } from './api.contract.ts';
import { createGuard } from './authorize.ts';
import { isPreflight, preflight, withCors } from './cors.ts';
import { toAuthorizerEvent, toEvent } from './event.ts';
import { GatewayError, type GatewayRequest, readRequest } from './request.ts';
import { createRouter } from './router.ts';

export type HttpApiOptions = {
  api: HttpApi;
  functions: Functions;
  /** Whether a function lets a route or an authorizer, by its ARN, call it. */
  mayCall: (sourceArn: string, functionArn: string) => boolean;
  region: string;
  accountId: string;
  /** Host and port under which clients know the API. */
  domainName: string;
  now?: () => number;
};

/** Serves an HTTP API as API Gateway does: its routes, its refusals, its limits. */
export function httpApiListener(options: HttpApiOptions): RequestListener {
  const handle = createGateway(options);
  return async (request, response) => {
    const { requested, answer } = await attempt(request, handle);
    const isOurs = requested && !isPreflight(requested);
    send(response, isOurs ? withCors(options.api.cors, requested, answer) : answer, request);
  };
}

/** Lambda takes less than the gateway does; base64 counts as it is. */
const FUNCTION_LIMIT_BYTES = 6 * 1024 * 1024;

type Handle = (request: GatewayRequest) => Promise<Answer>;

async function attempt(message: IncomingMessage, handle: Handle) {
  let requested: GatewayRequest | undefined;
  try {
    requested = await readRequest(message);
    return { requested, answer: await handle(requested) };
  } catch (error) {
    const known = error instanceof GatewayError ? error : undefined;
    return { requested, answer: refusal(known ?? new GatewayError(500, 'Internal Server Error')) };
  }
}

function createGateway(options: HttpApiOptions): Handle {
  const { api, functions, mayCall, now = Date.now, ...place } = options;
  const find = createRouter(api.routes);
  const apiArn = `arn:aws:execute-api:${place.region}:${place.accountId}:${api.id}`;
  const requirePermission = (source: string, functionArn: string) => {
    // A gateway says no more to its clients; the cloud's log says why.
    if (mayCall(`${apiArn}/${source}`, functionArn)) return;
    throw new GatewayError(500, 'Internal Server Error');
  };
  const guard = createGuard({ functions, requirePermission, now });
  return async request => {
    if (api.cors && isPreflight(request)) return preflight(api.cors, request);
    const match = find(request.method, request.path);
    if (!match) throw new GatewayError(404, 'Not Found');
    const { key: routeKey, authorizer, functionArn, timeoutMs } = match.route;
    const details = { ...place, apiId: api.id, now: new Date(now()) };
    const authorized =
      authorizer &&
      (await guard({
        authorizer,
        request,
        routeKey,
        event: identitySource => toAuthorizerEvent(request, match, { ...details, identitySource }),
      }));
    const event = toEvent(request, match, { ...details, authorized });
    if ((event.body?.length ?? 0) > FUNCTION_LIMIT_BYTES) {
      throw new GatewayError(413, 'Request Entity Too Large');
    }
    requirePermission(sourceOf(routeKey), functionArn);
    return invoke(functions, functionArn, event, timeoutMs);
  };
}

/** `GET /v1/tasks` as functions' policies name it; the route for all else has no method. */
const sourceOf = (routeKey: string) => `$default/${routeKey.replace(' ', '')}`;

/** A client that was refused tries again: its first request must not be carried out later. */
async function invoke(functions: Functions, functionArn: string, event: object, timeoutMs: number) {
  const late = new AbortController();
  const refused = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new GatewayError(503, 'Service Unavailable');
    late.abort(error);
    refused.reject(error);
  }, timeoutMs);
  try {
    const { payload, error } = await Promise.race([
      functions.invoke(functionArn, event, late.signal),
      refused.promise,
    ]);
    if (error) throw new GatewayError(500, 'Internal Server Error');
    return toAnswer(payload);
  } finally {
    clearTimeout(timer);
  }
}

function send(
  response: ServerResponse,
  { status, headers, body }: Answer,
  requested: IncomingMessage,
) {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    ...(status !== 204 && { 'content-length': body.length }),
    'apigw-requestid': randomBytes(8).toString('hex'),
    // A body that was refused unread would be taken for the next request.
    ...(!requested.complete && { connection: 'close' }),
  });
  response.end(body);
}
