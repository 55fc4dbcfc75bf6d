import type { ApiDeps } from '../../src/kernel/http/api-deps.ts';
import { memoryIdempotency } from './fakes/memory/idempotency.ts';
import { memoryRateCounters } from './fakes/memory/rate-counters.ts';

export type LogLine = { level: string; message: string; fields: Record<string, unknown> };

/** Everything in memory; `lines` is what was logged, `advance` moves the clock. */
export function memoryApiDeps(overrides: Partial<ApiDeps> = {}) {
  let now = Date.UTC(2026, 10, 20, 12, 0, 0);
  const lines: LogLine[] = [];
  const line = (level: string) => (message: string, fields: Record<string, unknown>) =>
    void lines.push({ level, message, fields });
  const deps: ApiDeps = {
    clock: () => now,
    log: { info: line('info'), warn: line('warn'), error: line('error') },
    rateCounters: memoryRateCounters(),
    rateLimits: { perMinute: 60, perHour: 1000 },
    idempotency: memoryIdempotency(() => now),
    responseMismatch: 'throw',
    note: async () => undefined,
    ...overrides,
  };
  const advance = (milliseconds: number) => {
    now += milliseconds;
  };
  return { deps, lines, advance };
}
