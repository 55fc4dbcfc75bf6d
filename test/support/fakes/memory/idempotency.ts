import type { Clock } from '../../../../src/kernel/clock.ts';
import type {
  IdempotencyRecord,
  IdempotencyStore,
} from '../../../../src/kernel/http/idempotency.ts';

/** Idempotency records in memory, under the same conditions as the table's. */
export function memoryIdempotency(clock: Clock): IdempotencyStore {
  const records = new Map<string, IdempotencyRecord>();
  const idOf = ({ workspaceId, scope }: IdempotencyRecord) => `${workspaceId}/${scope}`;
  const mine = (record: IdempotencyRecord) => {
    const stored = records.get(idOf(record));
    return stored?.holder === record.holder ? stored : undefined;
  };
  return {
    async insert(record) {
      const existing = records.get(idOf(record));
      if (existing && existing.expiresAtSeconds * 1000 > clock()) return { ...existing };
      records.set(idOf(record), record);
      return undefined;
    },
    async takeOver(existing, record) {
      const stored = mine(existing);
      const isSeen = stored?.lockedUntilMilliseconds === existing.lockedUntilMilliseconds;
      if (!stored || !isSeen || stored.answer) return false;
      const { holder, lockedUntilMilliseconds, expiresAtSeconds } = record;
      const changes = { holder, lockedUntilMilliseconds, expiresAtSeconds };
      records.set(idOf(existing), { ...stored, ...changes });
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
