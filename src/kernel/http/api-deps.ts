import type { Clock } from '../clock.ts';
import type { Log } from '../logger.ts';
import type { IdempotencyStore } from './idempotency.ts';
import type { NoteChange } from './note-change.ts';
import type { RateCounters, RateLimits } from './rate-limit.ts';
import type { Route } from './route.ts';

/** What every API function needs, whatever its feature. */
export type ApiDeps = {
  clock: Clock;
  log: Log;
  rateCounters: RateCounters;
  rateLimits: RateLimits;
  idempotency: IdempotencyStore;
  /** Keeps what rows with `noted` did. */
  note?: NoteChange;
  /** An answer that is not as its row says: an error in tests, a line in the log in production. */
  responseMismatch: 'throw' | 'log';
  /** Rows that live elsewhere, so that the function behind `$default` can tell 405 from 404. */
  otherRoutes?: readonly Route[];
};
