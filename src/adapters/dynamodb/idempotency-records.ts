import { CustomAttributeType, Entity } from 'electrodb';
import type { Clock } from '../../platform/clock.ts';
import type { Answer, IdempotencyRecord, IdempotencyStore } from '../../platform/idempotency.ts';
import type { WorkspaceId } from '../../platform/ids.ts';
import { TABLE } from '../../platform/table.ts';
import type { Table } from './client.ts';
import { ifConditionHeld } from './conditions.ts';

const needed = { type: 'string', required: true } as const;
const count = { type: 'number', required: true } as const;

const recordEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'idempotency', service: 'castline', version: '1' },
      attributes: {
        workspaceId: { type: CustomAttributeType<WorkspaceId>('string'), required: true },
        scope: needed,
        fingerprint: needed,
        holder: needed,
        operationId: needed,
        lockedUntilMilliseconds: count,
        [TABLE.timeToLive]: count,
        answer: { type: CustomAttributeType<Answer>('any') },
      },
      indexes: {
        byScope: {
          pk: {
            field: TABLE.partitionKey,
            composite: ['workspaceId'],
            template: 'WORKSPACE#${workspaceId}',
            casing: 'none',
          },
          sk: {
            field: TABLE.sortKey,
            composite: ['scope'],
            template: 'IDEMPOTENCY#${scope}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

/** Records expire by themselves; one that should be gone but is not counts as absent. */
export function idempotencyRecords(table: Table, clock: Clock): IdempotencyStore {
  const records = recordEntity(table);
  const keyOf = ({ workspaceId, scope }: IdempotencyRecord) => ({ workspaceId, scope });
  type Change = Partial<Pick<IdempotencyRecord, 'answer' | 'lockedUntilMilliseconds'>>;
  const changeHeld = (record: IdempotencyRecord, change: Change) => {
    const write = records.patch(keyOf(record)).set(change);
    return ifConditionHeld(write.where((row, { eq }) => eq(row.holder, record.holder)).go());
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
      return ifConditionHeld(write.go());
    },

    async complete(record, answer) {
      await changeHeld(record, { answer });
    },

    async forget(record) {
      const mine = records.remove(keyOf(record));
      await ifConditionHeld(mine.where((row, { eq }) => eq(row.holder, record.holder)).go());
    },

    async unlock(record) {
      await changeHeld(record, { lockedUntilMilliseconds: 0 });
    },
  };
}
