import { AppError } from '../kernel/errors.ts';

/** A dependency by name, and how to ask it for a sign of life. */
export type HealthChecks = Readonly<Record<string, () => Promise<unknown>>>;

/**
 * All that the API depends on answers.
 * @throws unavailable, with the name of what does not
 */
export const checkReady = (checks: HealthChecks) => async () => {
  const answers = Object.entries(checks).map(async ([name, check]) => {
    await check().catch((cause: unknown) => {
      const message = `The ${name} does not answer.`;
      throw new AppError('unavailable', message, { cause, retryAfterSeconds: 5 });
    });
    return [name, 'ok'] as const;
  });
  return { status: 'ok' as const, checks: Object.fromEntries(await Promise.all(answers)) };
};
