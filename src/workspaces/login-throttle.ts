import { AppError } from '../kernel/errors.ts';
import { addressPrincipal } from '../kernel/http/rate-limit.ts';
import type { SessionId } from '../kernel/ids.ts';
import { emailIdentity } from './account.ts';
import type { AccountDeps, AttemptLimit } from './ports.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NINETY_DAYS_MS = 90 * DAY * 1000;

/** A person mistypes a few times; a program guesses on, and waits longer and longer. */
const GUESSES: AttemptLimit = { free: 10, maxDelaySeconds: HOUR, windowSeconds: DAY };
/** Of one address, at any accounts: many people may share it. */
const PER_ADDRESS: AttemptLimit = { free: 50, maxDelaySeconds: 300, windowSeconds: HOUR };
/** At one account, from all addresses that it was never opened from (OWASP ASVS: 100 an hour). */
const OF_STRANGERS: AttemptLimit = { free: 100, maxDelaySeconds: 60, windowSeconds: HOUR };

/** Each one is a mail in somebody's box. */
const MAILS: AttemptLimit = { free: 3, maxDelaySeconds: HOUR, windowSeconds: DAY };

/** Doubles with each attempt after the free ones: 1 s, 2 s, 4 s … */
export const delaySeconds = (
  attempt: number,
  { free, maxDelaySeconds }: Omit<AttemptLimit, 'windowSeconds'>,
) => (attempt <= free ? 0 : Math.min(2 ** (attempt - free - 1), maxDelaySeconds));

type Meter = { subject: string; limit: AttemptLimit };
type Attempts = Pick<AccountDeps, 'attempts' | 'clock'>;

/**
 * Lets a login through, or refuses it unseen. Guesses are held against the account and the address
 * together, so that nobody locks the owner out from elsewhere; what addresses share slows only
 * those down that the account was not opened from before. Call the answer once the password was
 * right.
 * @throws login_throttled
 */
export async function beginLogin(deps: Attempts, email: string, ip: string) {
  const { attempts, clock } = deps;
  const now = clock();
  const [account, address] = [`EMAIL#${emailIdentity(email)}`, addressPrincipal(ip)];
  const pair = { subject: `${account}#${address}`, limit: GUESSES };
  const shared = [
    { subject: address, limit: PER_ADDRESS },
    { subject: account, limit: OF_STRANGERS },
  ];
  const isKnown = await attempts.isRemembered(pair.subject, now);
  const begun = await begin(deps, isKnown ? [pair] : [pair, ...shared], now);
  return async () => {
    await Promise.all([
      ...begun.map(({ subject, limit }) => attempts.takeBack(subject, limit, now)),
      attempts.remember(pair.subject, now + NINETY_DAYS_MS),
    ]);
    await attempts.clear(pair.subject, pair.limit, now);
  };
}

/**
 * The same for whoever holds a session and wants to change its password: no guesses from outside
 * stand in the way of an open session.
 * @throws login_throttled
 */
export async function beginChange(deps: Attempts, sessionId: SessionId) {
  const now = deps.clock();
  const subject = `SESSION#${sessionId}`;
  await begin(deps, [{ subject, limit: GUESSES }], now);
  return () => deps.attempts.clear(subject, GUESSES, now);
}

/**
 * The same for who forgot their password: so many mails for an address, so many addresses of one
 * client. Unknown ones count like others.
 * @throws login_throttled
 */
export async function beginForgot(deps: Attempts, email: string, ip: string) {
  const box = { subject: `FORGOT#${emailIdentity(email)}`, limit: MAILS };
  const client = { subject: `FORGOT#${addressPrincipal(ip)}`, limit: PER_ADDRESS };
  await begin(deps, [client, box], deps.clock());
}

/** What refuses first leaves the others as they were. */
async function begin({ attempts }: Attempts, meters: readonly Meter[], now: number) {
  for (const [index, { subject, limit }] of meters.entries()) {
    const wait = await attempts.begin(subject, limit, now);
    if (wait === undefined) continue;
    const before = meters.slice(0, index);
    await Promise.all(before.map(meter => attempts.takeBack(meter.subject, meter.limit, now)));
    throw throttled(wait);
  }
  return meters;
}

const throttled = (retryAfterSeconds: number) =>
  new AppError('login_throttled', `Too many attempts: wait ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });
