import { z } from 'zod';
import type { ApiDeps } from '../platform/api-deps.ts';
import { createLog } from '../platform/logger.ts';
import { DEFAULT_RATE_LIMITS } from '../platform/rate-limit.ts';
import type { Table } from './dynamodb/client.ts';
import { idempotencyRecords } from './dynamodb/idempotency-records.ts';
import { rateCounters } from './dynamodb/rate-counters.ts';
import { environment } from './environment.ts';

const count = z.coerce.number().int().positive();

/** What all API functions share, on the table and the environment of this deployment. */
export function apiPlatform(table: Table): ApiDeps {
  const settings = environment({
    RATE_LIMIT_PER_MINUTE: count.default(DEFAULT_RATE_LIMITS.perMinute),
    RATE_LIMIT_PER_HOUR: count.default(DEFAULT_RATE_LIMITS.perHour),
    RESPONSE_MISMATCH: z.literal(['throw', 'log']).default('log'),
  });
  return {
    clock: Date.now,
    log: createLog(),
    rateCounters: rateCounters(table),
    rateLimits: {
      perMinute: settings.RATE_LIMIT_PER_MINUTE,
      perHour: settings.RATE_LIMIT_PER_HOUR,
    },
    idempotency: idempotencyRecords(table, Date.now),
    responseMismatch: settings.RESPONSE_MISMATCH,
  };
}
