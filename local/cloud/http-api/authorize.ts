import { z } from 'zod';
import type { Functions } from '../lambda/functions.ts';
import type { Authorizer } from './api.contract.ts';
import { GatewayError, type GatewayRequest } from './request.ts';

const Verdict = z.object({
  isAuthorized: z.boolean(),
  context: z.record(z.string(), z.unknown()).nullish(),
});
type Verdict = z.infer<typeof Verdict>;

type Ask = {
  authorizer: Authorizer;
  request: GatewayRequest;
  routeKey: string;
  /** The event for the authorizer, made only when it has to be asked. */
  event: (identitySource: readonly string[]) => object;
};

type Needs = {
  functions: Functions;
  /** @throws GatewayError where the function does not let the authorizer call it. */
  requirePermission: (source: string, functionArn: string) => void;
  now: () => number;
};

/** Asks the Lambda authorizer, and keeps its answers as long as the template says. */
export function createGuard({ functions, requirePermission, now }: Needs) {
  const kept = new Map<string, { verdict: Verdict; until: number }>();

  /** The context of the caller. @throws GatewayError 401, 403 or 500 */
  return async ({ authorizer, request, routeKey, event }: Ask) => {
    const identity = authorizer.identitySources.map(source =>
      identityOf(source, request, routeKey),
    );
    const present = identity.filter(value => value !== undefined);
    if (present.length < identity.length) throw new GatewayError(401, 'Unauthorized');
    requirePermission(`authorizers/${authorizer.id}`, authorizer.functionArn);
    const key = JSON.stringify([authorizer.id, present]);
    const known = kept.get(key);
    const verdict =
      known && known.until > now()
        ? known.verdict
        : await ask(functions, authorizer, event(present));
    if (authorizer.cacheSeconds > 0 && verdict !== known?.verdict) {
      kept.set(key, { verdict, until: now() + authorizer.cacheSeconds * 1000 });
    }
    if (!verdict.isAuthorized) throw new GatewayError(403, 'Forbidden');
    return verdict.context ?? undefined;
  };
}

async function ask(functions: Functions, { functionArn }: Authorizer, event: object) {
  const { payload, error } = await functions.invoke(functionArn, event);
  const verdict = error ? undefined : Verdict.safeParse(JSON.parse(payload)).data;
  if (!verdict) throw new GatewayError(500, 'Internal Server Error');
  return verdict;
}

function identityOf(source: string, { headers, query }: GatewayRequest, routeKey: string) {
  const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (kind === 'header') return headers[name.toLowerCase()] || undefined;
  if (kind === 'querystring') return query[name] || undefined;
  return source === '$context.routeKey' ? routeKey : undefined;
}
