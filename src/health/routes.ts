import * as z from 'zod';
import type { Route } from '../kernel/http/route.ts';

const Alive = z.object({ status: z.literal('ok') });
const Ready = Alive.extend({ checks: z.record(z.string(), z.literal('ok')) });

export const healthRoutes = [
  {
    method: 'GET',
    path: '/v1/health/live',
    summary: 'Whether the API answers at all',
    public: true,
    response: Alive,
    use: 'live',
  },
  {
    method: 'GET',
    path: '/v1/health/ready',
    summary: 'Whether all that the API depends on answers too; 503 if not',
    public: true,
    response: Ready,
    use: 'ready',
  },
] as const satisfies readonly Route[];
