import { AppError } from '../errors.ts';
import type { ApiEvent } from './api-event.ts';
import type { Route } from './route.ts';

export type Match = { row: Route; params: Record<string, string> };
/** Why there is nothing that could answer. */
export type Mismatch = { refusal: AppError };

const PARAMETER = /^\{(\w+)\}$/;

/**
 * Finds the row of a request by method and path. Does not rely on the gateway's `routeKey`, so
 * that one function may serve a single route, a proxy route or `$default`.
 */
export function routeMatcher(rows: readonly Route[], elsewhere: readonly Route[] = []) {
  const patterns = rows.map(toPattern);
  const others = elsewhere.map(toPattern);
  return (event: ApiEvent): Match | Mismatch => {
    const parts = segments(event.rawPath);
    const here = matching(patterns, parts);
    const { method } = event.requestContext.http;
    const [match] = here.filter(({ row }) => row.method === method).toSorted(morePlain);
    if (match) return match;
    const methods = [...here, ...matching(others, parts)].map(({ row }) => row.method);
    // A method that is allowed was sent to an address that only looks like one of ours.
    if (methods.length === 0 || methods.some(known => known === method)) return noSuchAddress();
    return methodNotAllowed([...new Set(methods)].join(', '));
  };
}

/** As the gateway chooses: `/recordings/counts` is no recording, wherever the rows stand. */
const morePlain = (one: Match, other: Match) =>
  Object.keys(one.params).length - Object.keys(other.params).length;

const noSuchAddress = () => ({ refusal: new AppError('not_found', 'There is no such address.') });

const methodNotAllowed = (allow: string) => ({
  refusal: new AppError('method_not_allowed', `This address answers ${allow} only.`, {
    headers: { allow },
  }),
});

type Pattern = { row: Route; parts: readonly string[] };

const toPattern = (row: Route): Pattern => ({ row, parts: segments(row.path) });

const matching = (patterns: readonly Pattern[], path: readonly string[]): Match[] =>
  patterns.flatMap(({ row, parts }) => {
    const params = pathParams(parts, path);
    return params ? [{ row, params }] : [];
  });

const segments = (path: string) => path.replace(/\/+$/, '').split('/');

/** Undefined where the path is not of this pattern. */
function pathParams(pattern: readonly string[], path: readonly string[]) {
  if (pattern.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const name = PARAMETER.exec(part)?.[1];
    const value = path[index] ?? '';
    if (name && value !== '') params[name] = decoded(value);
    else if (part !== value) return undefined;
  }
  return params;
}

/** A broken escape stays as it is: no schema of an id accepts it. */
function decoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
