import type { UseCases } from '../kernel/http/use-cases.ts';
import { checkReady, type HealthChecks } from './check-ready.ts';
import { reportLive } from './report-live.ts';
import type { healthRoutes } from './routes.ts';

/** Which use case answers each route of health. */
export const healthUseCases = (checks: HealthChecks): UseCases<typeof healthRoutes> => ({
  live: reportLive(),
  ready: checkReady(checks),
});
