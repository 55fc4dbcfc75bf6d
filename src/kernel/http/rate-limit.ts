import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import { describeError, type Log } from '../logger.ts';
import type { Caller } from './route.ts';

/** Requests in a clock minute and in a clock hour (UTC). */
export type RateLimits = { perMinute: number; perHour: number };
export const DEFAULT_RATE_LIMITS: RateLimits = { perMinute: 60, perHour: 1000 };

/** How many requests were counted so far, this one included if it was allowed. */
export type RateUse = { allowed: boolean; inMinute: number; inHour: number };

/** Counts one request of a principal in one atomic write, unless a limit is reached. */
export type RateCounters = {
  count: (principal: string, atMilliseconds: number, limits: RateLimits) => Promise<RateUse>;
  /** Whether this principal has no request left, as far as that is known without asking. */
  isSpent?: (principal: string, atMilliseconds: number) => boolean;
};

type MeterPorts = { rateCounters: RateCounters; rateLimits: RateLimits; clock: Clock; log: Log };
type Metered = { headers: Record<string, string>; refusal?: AppError };

/** Counts a request for who made it: the user where a session was verified, else the address. */
export async function meterRequest(
  { rateCounters, rateLimits, clock, log }: MeterPorts,
  ip: string,
  caller: Caller | undefined,
): Promise<Metered> {
  const principal = principalOf(ip, caller);
  const now = clock();
  // A limit that cannot be looked up must not take the whole API down with it.
  const counted = inTime(rateCounters.count(principal, now, rateLimits));
  const use = await counted.catch((error: unknown) => {
    log.warn('rate limit not counted', describeError(error));
  });
  if (!use) return { headers: {} };
  const headers = rateLimitHeaders(use, rateLimits, now);
  if (use.allowed) return { headers };
  const retryAfterSeconds = Number(headers['ratelimit-reset']);
  const message = `Too many requests: wait ${retryAfterSeconds} s.`;
  return { headers, refusal: new AppError('rate_limited', message, { retryAfterSeconds }) };
}

/** Whether it is sure beforehand that a request will be refused. */
export const isKnownSpent = (
  { rateCounters, clock }: Pick<MeterPorts, 'rateCounters' | 'clock'>,
  ip: string,
  caller: Caller | undefined,
) => rateCounters.isSpent?.(principalOf(ip, caller), clock()) ?? false;

const principalOf = (ip: string, caller: Caller | undefined) =>
  caller ? callerPrincipal(caller) : addressPrincipal(ip);

const callerPrincipal = (caller: Caller) =>
  caller.kind === 'key' ? `KEY#${caller.keyId}` : `USER#${caller.userId}`;

/** A table that hangs must not keep health checks from saying so. */
const COUNT_TIMEOUT_MS = 1000;

function inTime<Result>(work: Promise<Result>): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('This took too long.')), COUNT_TIMEOUT_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}

type Window = { limit: number; seconds: number; used: number; resetSeconds: number };

/** The headers of the window that will run out first, and the whole policy. */
export function rateLimitHeaders(use: RateUse, limits: RateLimits, nowMilliseconds: number) {
  const minute = clockWindow(60, limits.perMinute, use.inMinute, nowMilliseconds);
  const hour = clockWindow(3600, limits.perHour, use.inHour, nowMilliseconds);
  const nearest = remaining(hour) < remaining(minute) || spent(hour) ? hour : minute;
  return {
    'ratelimit-limit': String(nearest.limit),
    'ratelimit-remaining': String(remaining(nearest)),
    'ratelimit-reset': String(nearest.resetSeconds),
    'ratelimit-policy': [minute, hour]
      .map(({ limit, seconds }) => `${limit};w=${seconds}`)
      .join(', '),
  };
}

const remaining = ({ limit, used }: Window) => Math.max(0, limit - used);
const spent = (window: Window) => remaining(window) === 0;

function clockWindow(seconds: number, limit: number, used: number, now: number): Window {
  const length = seconds * 1000;
  return { limit, seconds, used, resetSeconds: Math.ceil((length - (now % length)) / 1000) };
}

/** An IPv6 customer owns a whole /64, so that is what is counted. */
export function addressPrincipal(ip: string) {
  const version4 = /(?:\d+\.){3}\d+$/.exec(ip)?.[0];
  return `IP#${version4 ?? `${expandedIpv6(ip).slice(0, 4).join(':')}::/64`}`;
}

function expandedIpv6(ip: string) {
  const [head = '', tail] = ip.toLowerCase().split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...(tail === undefined ? [] : zeros), ...right];
}
