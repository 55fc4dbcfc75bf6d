import type { Answer } from './answer.ts';
import type { Cors } from './api.contract.ts';

type Requested = { method: string; headers: Record<string, string> };

export const isPreflight = ({ method, headers }: Requested) =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;

/** The gateway answers a preflight by itself, for every path and without authorization. */
export function preflight(cors: Cors, { headers }: Requested): Answer {
  const origin = allowedOrigin(cors, headers.origin);
  const list = (values: readonly string[]) => values.join(',');
  return {
    status: 204,
    headers: origin
      ? {
          ...originHeaders(cors, origin),
          'access-control-allow-methods': list(cors.AllowMethods),
          'access-control-allow-headers': list(cors.AllowHeaders),
          ...(cors.MaxAge !== undefined && { 'access-control-max-age': String(cors.MaxAge) }),
        }
      : {},
    body: Buffer.alloc(0),
  };
}

/** The API's configuration replaces any CORS header of a function. */
export function withCors(cors: Cors | undefined, requested: Requested, answer: Answer): Answer {
  if (!cors) return answer;
  const kept = Object.entries(answer.headers).filter(
    ([name]) => !name.startsWith('access-control-'),
  );
  const origin = allowedOrigin(cors, requested.headers.origin);
  return {
    ...answer,
    headers: {
      ...Object.fromEntries(kept),
      ...(origin && originHeaders(cors, origin)),
      ...(origin &&
        cors.ExposeHeaders.length > 0 && {
          'access-control-expose-headers': cors.ExposeHeaders.join(','),
        }),
    },
  };
}

function allowedOrigin({ AllowOrigins }: Cors, origin: string | undefined) {
  if (origin === undefined) return undefined;
  if (AllowOrigins.includes('*')) return '*';
  return AllowOrigins.some(allowed => allowed === origin) ? origin : undefined;
}

const originHeaders = (cors: Cors, origin: string) => ({
  'access-control-allow-origin': origin,
  ...(origin !== '*' && { vary: 'Origin' }),
  ...(cors.AllowCredentials && { 'access-control-allow-credentials': 'true' }),
});
