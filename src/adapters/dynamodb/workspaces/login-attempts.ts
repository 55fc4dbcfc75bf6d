import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { TABLE } from '../../../kernel/table.ts';
import { delaySeconds } from '../../../workspaces/login-throttle.ts';
import type { LoginAttempts } from '../../../workspaces/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';

const HOUR_MS = 3_600_000;
/** Blocks the next attempt until the real delay of this one is written. */
const FIRST_DELAY_MS = 1000;

const count = { type: 'number', required: true } as const;

const attemptEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'login-attempts', service: 'castline', version: '1' },
      attributes: {
        subject: { type: 'string', required: true },
        hour: count,
        attempts: count,
        notBefore: count,
        [TABLE.timeToLive]: count,
      },
      indexes: {
        byHour: {
          pk: {
            field: TABLE.partitionKey,
            composite: ['subject'],
            template: 'ATTEMPTS#${subject}',
            casing: 'none',
          },
          sk: {
            field: TABLE.sortKey,
            composite: ['hour'],
            template: 'HOUR#${hour}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

/** One item for each subject and clock hour, so that counts end by themselves. */
export function loginAttempts(table: Table): LoginAttempts {
  const entity = attemptEntity(table);
  // Hashed, because a subject holds an e-mail and keys appear in metrics of the service.
  const keyOf = (subject: string, now: number) => ({
    subject: createHash('sha256').update(subject).digest('hex'),
    hour: Math.floor(now / HOUR_MS),
  });
  return {
    async begin(subject, limit, now) {
      const key = keyOf(subject, now);
      const { rejected, data } = await entity
        .upsert({ ...key, notBefore: now + FIRST_DELAY_MS, expiresAt: (key.hour + 2) * 3600 })
        .add({ attempts: 1 })
        .where((row, { notExists, lt, lte }) =>
          [notExists(row.attempts), lt(row.attempts, limit.free), lte(row.notBefore, now)].join(
            ' OR ',
          ),
        )
        .go({ response: 'all_new', returnOnConditionCheckFailure: 'all_old' });
      const known = data ?? { attempts: 0, notBefore: now + FIRST_DELAY_MS };
      if (rejected) return Math.max(1, Math.ceil((known.notBefore - now) / 1000));
      const delay = delaySeconds(known.attempts, limit);
      if (delay > 1)
        await entity
          .patch(key)
          .set({ notBefore: now + delay * 1000 })
          .go();
      return undefined;
    },

    async takeBack(subject, now) {
      await wasWritten(entity.patch(keyOf(subject, now)).subtract({ attempts: 1 }).go());
    },

    async clear(subject, now) {
      await entity.delete(keyOf(subject, now)).go();
    },
  };
}
