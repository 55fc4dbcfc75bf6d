import type { Route } from './api.contract.ts';

export type Match = { route: Route; pathParameters: Record<string, string> };

type Pattern = { route: Route; method: string; segments: readonly string[] };

const isVariable = (segment: string) => /^\{[^+}]+\}$/.test(segment);
const isGreedy = (segment: string) => /^\{[^}]+\+\}$/.test(segment);
const nameOf = (segment: string) => segment.replace(/[{}+]/g, '');

/** Full paths win over variables, variables over greedy ones, a method over ANY, all over $default. */
export function createRouter(routes: readonly Route[]) {
  const fallback = routes.find(({ key }) => key === '$default');
  const patterns = routes
    .filter(route => route !== fallback)
    .map(toPattern)
    .sort((a, b) => rank(a).localeCompare(rank(b)));
  return (method: string, path: string): Match | undefined => {
    const segments = path.split('/').slice(1);
    for (const { route, method: wanted, segments: pattern } of patterns) {
      const pathParameters =
        wanted === method || wanted === 'ANY' ? bind(pattern, segments) : undefined;
      if (pathParameters) return { route, pathParameters };
    }
    return fallback && { route: fallback, pathParameters: {} };
  };
}

function toPattern(route: Route): Pattern {
  const [method = '', path = '/'] = route.key.split(' ');
  return { route, method, segments: path.split('/').slice(1) };
}

/** Sorts by the first segment that differs in kind; ANY comes after every method. */
const rank = ({ method, segments }: Pattern) =>
  segments.map(segment => (isGreedy(segment) ? 2 : isVariable(segment) ? 1 : 0)).join('') +
  (method === 'ANY' ? 'z' : 'a');

function bind(pattern: readonly string[], segments: readonly string[]) {
  const bound: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    if (isGreedy(wanted)) {
      const rest = segments.slice(index).join('/');
      return rest ? { ...bound, [nameOf(wanted)]: rest } : undefined;
    }
    const segment = segments[index];
    if (segment === undefined) return undefined;
    if (isVariable(wanted) && segment) bound[nameOf(wanted)] = segment;
    else if (wanted !== segment) return undefined;
  }
  return pattern.length === segments.length ? bound : undefined;
}
