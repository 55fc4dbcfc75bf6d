const KINDS = ['requests', 'tokens'] as const;

/**
 * How many seconds a provider asks to wait after a refusal: `Retry-After`, or when a limit that is
 * used up begins anew. Undefined where it says nothing. `now` in milliseconds, for dates.
 */
export function retryAfterSeconds(headers: Headers | undefined, now: number): number | undefined {
  const requested = fromHeader(headers?.get('retry-after'), now);
  if (requested !== undefined) return requested;
  const resets = KINDS.filter(kind => headers?.get(`x-ratelimit-remaining-${kind}`) === '0')
    .map(kind => duration(headers?.get(`x-ratelimit-reset-${kind}`) ?? ''))
    .filter(seconds => seconds !== undefined);
  return resets.length > 0 ? Math.max(...resets) : undefined;
}

/** Seconds, or a date; both are allowed. */
function fromHeader(value: string | null | undefined, now: number) {
  if (!value) return undefined;
  const seconds = Number(value);
  const wait = Number.isFinite(seconds) ? seconds : (Date.parse(value) - now) / 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** `6m0s`, `1s`, `20ms`; undefined for anything else. */
function duration(text: string): number | undefined {
  if (!/^(?:[\d.]+(?:ms|[smh]))+$/.test(text)) return undefined;
  return [...text.matchAll(/([\d.]+)(ms|[smh])/g)].reduce(
    (sum, [, number, unit = '']) => sum + Number(number) * (UNIT_SECONDS[unit] ?? 0),
    0,
  );
}
