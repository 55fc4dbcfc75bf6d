import { CustomAttributeType, Entity } from 'electrodb';
import type { Clock } from '../../../kernel/clock.ts';
import type {
  Answer,
  IdempotencyRecord,
  IdempotencyStore,
} from '../../../kernel/http/idempotency.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { inWorkspace, number, SERVICE, text, workspaceId } from '../workspace-items.ts';

const recordEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'idempotency', ...SERVICE },
      attributes: {
        workspaceId,
        scope: text,
        fingerprint: text,
        holder: text,
        operationId: text,
        lockedUntilMilliseconds: number,
        [TABLE.timeToLive]: number,
        answer: { type: CustomAttributeType<Answer>('any') },
      },
      indexes: {
        byScope: inWorkspace(['scope'], 'IDEMPOTENCY#${scope}'),
      },
    },
    { client, table: tableName },
  );

/** Records expire by themselves; one that should be gone but is not counts as absent. */
export function idempotencyRecords(table: Table, clock: Clock): IdempotencyStore {
  const records = recordEntity(table);
  const keyOf = ({ workspaceId, scope }: IdempotencyRecord) => ({ workspaceId, scope });
  type Change = Partial<Pick<IdempotencyRecord, 'answer' | 'lockedUntilMilliseconds'>>;
  const changeOwn = (record: IdempotencyRecord, change: Change) => {
    const write = records.patch(keyOf(record)).set(change);
    return wasWritten(write.where((row, { eq }) => eq(row.holder, record.holder)).go());
  };

  return {
    async insert({ expiresAtSeconds, ...record }) {
      const nowSeconds = Math.floor(clock() / 1000);
      const { rejected, data } = await records
        .put({ ...record, expiresAt: expiresAtSeconds })
        .where((row, { notExists, lte }) =>
          [notExists(row.holder), lte(row.expiresAt, nowSeconds)].join(' OR '),
        )
        .go({ returnOnConditionCheckFailure: 'all_old' });
      if (!rejected || !data) return undefined;
      const { expiresAt, ...existing } = data;
      return { ...existing, expiresAtSeconds: expiresAt };
    },

    takeOver: (existing, { holder, lockedUntilMilliseconds, expiresAtSeconds }) => {
      const write = records
        .patch(keyOf(existing))
        .set({ holder, lockedUntilMilliseconds, expiresAt: expiresAtSeconds })
        .where((row, { eq, notExists }) =>
          [
            eq(row.holder, existing.holder),
            eq(row.lockedUntilMilliseconds, existing.lockedUntilMilliseconds),
            notExists(row.answer),
          ].join(' AND '),
        );
      return wasWritten(write.go());
    },

    async complete(record, answer) {
      await changeOwn(record, { answer });
    },

    async forget(record) {
      const mine = records.remove(keyOf(record));
      await wasWritten(mine.where((row, { eq }) => eq(row.holder, record.holder)).go());
    },

    async unlock(record) {
      await changeOwn(record, { lockedUntilMilliseconds: 0 });
    },
  };
}
