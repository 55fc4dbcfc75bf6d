import type { RateClass } from './endpoints.ts';

export const ZOOM_PLANS = ['Free', 'Pro', 'Business+'] as const;
export type ZoomPlan = (typeof ZOOM_PLANS)[number];

type Limit = { perSecond?: number; perMinute?: number; perDay?: number };

/** Contract §6, per account and shared by all its apps. */
const LIMITS: Record<ZoomPlan, Record<RateClass, Limit>> = {
  Free: {
    Light: { perSecond: 4, perDay: 6000 },
    Medium: { perSecond: 2, perDay: 2000 },
    Heavy: { perSecond: 1, perDay: 1000 },
    'Resource-intensive': { perMinute: 10, perDay: 30_000 },
  },
  Pro: {
    Light: { perSecond: 30 },
    Medium: { perSecond: 20 },
    // Heavy and resource-intensive calls share a sum a day; no endpoint here is of either class.
    Heavy: { perSecond: 10, perDay: 30_000 },
    'Resource-intensive': { perMinute: 10, perDay: 30_000 },
  },
  'Business+': {
    Light: { perSecond: 80 },
    Medium: { perSecond: 60 },
    Heavy: { perSecond: 40, perDay: 60_000 },
    'Resource-intensive': { perMinute: 20, perDay: 60_000 },
  },
};

export type RateAnswer = { headers: Record<string, string>; message?: string };

const TEXT = {
  QPS: 'You have reached the maximum per-second rate limit for this API. Try again later.',
  'Daily-limit':
    'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
};
const DAY = 86_400_000;

/** Counts calls in windows of the fake's clock. `message` is there when the call is over a limit. */
export function rateMeter(plan: () => ZoomPlan) {
  const used = new Map<string, number>();
  let newest = '';

  function count(key: string) {
    const sum = (used.get(key) ?? 0) + 1;
    used.set(key, sum);
    return sum;
  }

  return (accountId: string, rate: RateClass, now: number): RateAnswer => {
    const limit = LIMITS[plan()][rate];
    const span = limit.perMinute ? 60_000 : 1000;
    const perSpan = limit.perMinute ?? limit.perSecond ?? Number.POSITIVE_INFINITY;
    const window = `${accountId} ${rate} ${Math.floor(now / span)}`;
    // Windows of former days are worth nothing: a fake may run for weeks of its own time.
    const day = new Date(now).toISOString().slice(0, 10);
    if (day !== newest) used.clear();
    newest = day;
    if (limit.perDay && count(`${accountId} ${rate} ${day}`) > limit.perDay) {
      return overLimit(rate, 'Daily-limit', limit.perDay, now);
    }
    const sum = count(window);
    if (sum > perSpan) return overLimit(rate, 'QPS', perSpan, now);
    return {
      headers: {
        'X-RateLimit-Category': rate,
        'X-RateLimit-Limit': `${perSpan}`,
        'X-RateLimit-Remaining': `${perSpan - sum}`,
      },
    };
  };
}

/** The headers of both kinds of 429: a hit of the day says its end as a date, one of the second as unix time. */
export function overLimit(
  rate: RateClass,
  type: 'QPS' | 'Daily-limit',
  limit: number,
  now: number,
): Required<RateAnswer> {
  const until: Record<string, string> =
    type === 'QPS'
      ? { 'X-RateLimit-Reset': `${Math.floor(now / 1000) + 1}` }
      : {
          'Retry-After': new Date((Math.floor(now / DAY) + 1) * DAY)
            .toISOString()
            .replace('.000', ''),
        };
  return {
    message: TEXT[type],
    headers: {
      'X-RateLimit-Category': rate,
      'X-RateLimit-Type': type,
      'X-RateLimit-Limit': `${limit}`,
      'X-RateLimit-Remaining': '0',
      ...until,
    },
  };
}
