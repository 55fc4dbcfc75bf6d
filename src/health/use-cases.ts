import { AppError } from '../kernel/errors.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import type { healthRoutes } from './routes.ts';

/** A dependency by name, and how to ask it for a sign of life. */
export type HealthChecks = Readonly<Record<string, () => Promise<unknown>>>;

export const healthUseCases = (checks: HealthChecks): UseCases<typeof healthRoutes> => ({
  live: async () => ({ status: 'ok' }),
  ready: async () => {
    const answers = Object.entries(checks).map(async ([name, check]) => {
      await check().catch((cause: unknown) => {
        const message = `The ${name} does not answer.`;
        throw new AppError('unavailable', message, { cause, retryAfterSeconds: 5 });
      });
      return [name, 'ok'] as const;
    });
    return { status: 'ok', checks: Object.fromEntries(await Promise.all(answers)) };
  },
});
