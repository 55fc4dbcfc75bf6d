import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { idempotencyRecords } from '../adapters/dynamodb/kernel/idempotency-records.ts';
import { rateCounters } from '../adapters/dynamodb/kernel/rate-counters.ts';
import type { ApiDeps } from '../kernel/http/api-deps.ts';
import { DEFAULT_RATE_LIMITS } from '../kernel/http/rate-limit.ts';
import { rememberSpent } from '../kernel/http/spent-limits.ts';
import { createLog } from '../kernel/logger.ts';
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
    rateCounters: rememberSpent(rateCounters(table)),
    rateLimits: {
      perMinute: settings.RATE_LIMIT_PER_MINUTE,
      perHour: settings.RATE_LIMIT_PER_HOUR,
    },
    idempotency: idempotencyRecords(table, Date.now),
    responseMismatch: settings.RESPONSE_MISMATCH,
  };
}
