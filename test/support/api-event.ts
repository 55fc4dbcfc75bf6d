import type { ApiEvent } from '../../src/kernel/http/api-event.ts';
import type { Caller } from '../../src/kernel/http/route.ts';

type Asked = {
  method?: string;
  path: string;
  query?: string;
  /** An object is sent as JSON; a text is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  caller?: Caller;
  /** The authorizer's context, where it is not simply a caller's. */
  authorizer?: unknown;
  ip?: string;
  requestId?: string;
};

let requests = 0;

/** An HTTP API event as the gateway would send it. */
export function apiEvent(asked: Asked): ApiEvent {
  const { method = 'GET', path, query = '', body, ip = '192.0.2.1', caller } = asked;
  requests += 1;
  const lambda = asked.authorizer ?? (caller && authorizerContextOf(caller));
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { ...(text && { 'content-type': 'application/json' }), ...asked.headers },
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'localhost',
      domainPrefix: 'api',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: ip, userAgent: 'test' },
      requestId: asked.requestId ?? `req-${requests}`,
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
      ...(lambda !== undefined && { authorizer: { lambda } }),
    },
    ...(text && { body: text }),
    isBase64Encoded: false,
  };
}

export const authorizerContextOf = (caller: Caller) => ({
  ...(caller.kind === 'key'
    ? { key_id: caller.keyId, scopes: caller.scopes.join(' ') }
    : {
        user_id: caller.userId,
        role: caller.role,
        is_operator: caller.isOperator,
        session_id: caller.sessionId,
      }),
  workspace_id: caller.workspaceId,
  cursor_key: `cursors of ${caller.workspaceId}`,
});

/** What a function sees of Lambda; half a minute is left. */
export const lambdaContext = (remainingMilliseconds = 30_000) =>
  ({ getRemainingTimeInMillis: () => remainingMilliseconds }) as import('aws-lambda').Context;

/** The JSON body of a result. */
export const jsonOf = (result: { body?: string }) => JSON.parse(result.body ?? 'null');
