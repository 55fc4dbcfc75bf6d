import type { CorsRule } from './cors.contract.ts';

/** What a browser says of itself before it sends a request, or with it. */
export type CorsQuestion = {
  origin: string;
  method: string;
  /** Lower case; what a preflight asks leave for. */
  headers?: readonly string[];
};

/** The headers that let a browser go on; undefined where no rule does. */
export function corsHeaders(
  rules: readonly CorsRule[],
  question: CorsQuestion,
): Record<string, string> | undefined {
  const { origin, method, headers = [] } = question;
  const rule = rules.find(
    ({ allowedOrigins, allowedMethods, allowedHeaders = [] }) =>
      allowedMethods.some(allowed => allowed === method) &&
      matchesAny(allowedOrigins, origin) &&
      headers.every(name => matchesAny(allowedHeaders, name)),
  );
  return rule && answer(rule, question);
}

function answer(
  { allowedOrigins, allowedMethods, exposeHeaders = [], maxAgeSeconds }: CorsRule,
  { origin, headers = [] }: CorsQuestion,
) {
  const anyone = allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    ...(!anyone && { 'access-control-allow-credentials': 'true' }),
    'access-control-allow-methods': allowedMethods.join(', '),
    ...(headers.length > 0 && { 'access-control-allow-headers': headers.join(', ') }),
    ...(exposeHeaders.length > 0 && { 'access-control-expose-headers': exposeHeaders.join(', ') }),
    ...(maxAgeSeconds !== undefined && { 'access-control-max-age': String(maxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

const matchesAny = (patterns: readonly string[], text: string) =>
  patterns.some(pattern => matchesPattern(pattern.toLowerCase(), text.toLowerCase()));

function matchesPattern(pattern: string, text: string) {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
