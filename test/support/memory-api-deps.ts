import type { ApiDeps } from '../../src/kernel/http/api-deps.ts';
import type { IdempotencyRecord, IdempotencyStore } from '../../src/kernel/http/idempotency.ts';
import type { RateCounters } from '../../src/kernel/http/rate-limit.ts';

export function memoryRateCounters(): RateCounters {
  const counts = new Map<string, number>();
  return {
    async count(principal, at, limits) {
      const minute = `${principal}/m${Math.floor(at / 60_000)}`;
      const hour = `${principal}/h${Math.floor(at / 3_600_000)}`;
      const used = (key: string) => counts.get(key) ?? 0;
      const allowed = used(minute) < limits.perMinute && used(hour) < limits.perHour;
      if (allowed) for (const key of [minute, hour]) counts.set(key, used(key) + 1);
      return { allowed, inMinute: used(minute), inHour: used(hour) };
    },
  };
}

export function memoryIdempotency(nowMs: () => number): IdempotencyStore {
  const records = new Map<string, IdempotencyRecord>();
  const idOf = ({ workspaceId, scope }: IdempotencyRecord) => `${workspaceId}/${scope}`;
  const mine = (record: IdempotencyRecord) => {
    const stored = records.get(idOf(record));
    return stored?.holder === record.holder ? stored : undefined;
  };
  return {
    async insert(record) {
      const existing = records.get(idOf(record));
      if (existing && existing.expiresAtSeconds * 1000 > nowMs()) return { ...existing };
      records.set(idOf(record), record);
      return undefined;
    },
    async takeOver(existing, record) {
      if (!mine(existing)) return false;
      records.set(idOf(record), record);
      return true;
    },
    async complete(record, answer) {
      const stored = mine(record);
      if (stored) records.set(idOf(record), { ...stored, answer });
    },
    async forget(record) {
      if (mine(record)) records.delete(idOf(record));
    },
    async unlock(record) {
      const stored = mine(record);
      if (stored) records.set(idOf(record), { ...stored, lockedUntilMilliseconds: 0 });
    },
  };
}

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
    ...overrides,
  };
  const advance = (milliseconds: number) => {
    now += milliseconds;
  };
  return { deps, lines, advance };
}
