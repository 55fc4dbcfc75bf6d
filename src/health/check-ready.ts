import { AppError } from '../kernel/errors.ts';

/** A dependency by name, and how to ask it for a sign of life; what is late is given up. */
export type HealthChecks = Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>>;

/** Whoever asks has a patience of their own, of ten seconds or so. */
const DEADLINE_MS = 2000;

/**
 * All that the API depends on answers; they are asked at once, each for so long.
 * @throws unavailable, with the names of all that do not: an address or an error of theirs is for the
 * log alone
 */
export const checkReady =
  (checks: HealthChecks, deadlineMilliseconds = DEADLINE_MS) =>
  async () => {
    const asked = Object.entries(checks).map(async ([name, check]) => ({
      name,
      down: await failureOf(check, deadlineMilliseconds),
    }));
    const down = (await Promise.all(asked)).filter(answer => answer.down !== undefined);
    if (down.length === 0) {
      const ok = Object.keys(checks).map(name => [name, 'ok'] as const);
      return { status: 'ok' as const, checks: Object.fromEntries(ok) };
    }
    const names = down.map(({ name }) => name);
    throw new AppError('unavailable', `Does not answer: ${names.join(', ')}.`, {
      cause: down[0]?.down,
      errors: names.map(name => ({ path: `checks.${name}`, message: 'Does not answer.' })),
      retryAfterSeconds: 5,
    });
  };

/** Why it is down; nothing where it answered in time. */
async function failureOf(check: HealthChecks[string], milliseconds: number) {
  const signal = AbortSignal.timeout(milliseconds);
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    await Promise.race([check(signal), late]);
    return undefined;
  } catch (error) {
    return error ?? new Error('It failed without a reason.');
  }
}
