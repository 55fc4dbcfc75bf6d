import { AppError } from '../kernel/errors.ts';
import { addressPrincipal } from '../kernel/http/rate-limit.ts';
import { emailIdentity } from './account.ts';
import type { AccountDeps, AttemptLimit } from './ports.ts';

/** A person mistypes a few times; a program guesses on. */
const PER_EMAIL: AttemptLimit = { free: 10, maxDelaySeconds: 300 };
/** Many people may share an address. */
const PER_ADDRESS: AttemptLimit = { free: 50, maxDelaySeconds: 300 };

/** Doubles with each attempt after the free ones: 1 s, 2 s, 4 s … */
export const delaySeconds = (attempt: number, { free, maxDelaySeconds }: AttemptLimit) =>
  attempt <= free ? 0 : Math.min(2 ** (attempt - free - 1), maxDelaySeconds);

/**
 * Lets an attempt at a password through, or refuses it unseen. Call the answer once the password
 * was right.
 * @throws login_throttled
 */
export async function beginAttempt({ attempts, clock }: AccountDeps, email: string, ip: string) {
  const now = clock();
  const account = `EMAIL#${emailIdentity(email)}`;
  const address = addressPrincipal(ip);
  // The address first: one that is refused cannot use up the attempts of an account.
  const wait =
    (await attempts.begin(address, PER_ADDRESS, now)) ??
    (await attempts.begin(account, PER_EMAIL, now));
  if (wait !== undefined) throw throttled(wait);
  return async () => {
    await Promise.all([attempts.clear(account, now), attempts.takeBack(address, now)]);
  };
}

const throttled = (retryAfterSeconds: number) =>
  new AppError('login_throttled', `Too many attempts: wait ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  });
