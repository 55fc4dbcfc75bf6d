import { randomUUID } from 'node:crypto';
import type { GatewayRequest } from './request.ts';
import type { Match } from './router.ts';

type Details = {
  apiId: string;
  accountId: string;
  domainName: string;
  now: Date;
  /** What the authorizer said of the caller. */
  authorized?: Record<string, unknown> | undefined;
};

/** Bodies of these types reach a function as text, all others as base64. */
const TEXT = /^(text\/.*|application\/(json|javascript|xml)|application\/[\w.-]+\+(json|xml))$/;

/** The event of payload format 2.0 that a function gets for a request. */
export function toEvent(
  request: GatewayRequest,
  { route, pathParameters }: Match,
  details: Details,
) {
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isBase64Encoded = request.body.length > 0 && !TEXT.test(mediaType);
  return {
    version: '2.0',
    ...common(request, { route, pathParameters }, details),
    ...(request.body.length > 0 && {
      body: request.body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    }),
    isBase64Encoded,
  };
}

/** The event of payload format 2.0 that an authorizer gets: without the body. */
export function toAuthorizerEvent(
  request: GatewayRequest,
  match: Match,
  details: Details & { region: string; identitySource: readonly string[] },
) {
  const { region, accountId, apiId, identitySource } = details;
  const arn = `arn:aws:execute-api:${region}:${accountId}:${apiId}`;
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `${arn}/$default/${request.method}${request.path}`,
    identitySource,
    ...common(request, match, details),
  };
}

function common(request: GatewayRequest, { route, pathParameters }: Match, details: Details) {
  const { method, path, headers, cookies, query, rawQueryString, sourceIp } = request;
  const { apiId, accountId, domainName, now, authorized } = details;
  const userAgent = headers['user-agent'] ?? '';
  return {
    routeKey: route.key,
    rawPath: path,
    rawQueryString,
    headers,
    ...(cookies.length > 0 && { cookies }),
    ...(rawQueryString && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    requestContext: {
      accountId,
      apiId,
      domainName,
      domainPrefix: apiId,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
      ...(authorized && { authorizer: { lambda: authorized } }),
    },
  };
}
