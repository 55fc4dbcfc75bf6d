import { createHash } from 'node:crypto';
import { Entity } from 'electrodb';
import { TABLE } from '../../../kernel/table.ts';
import { delaySeconds } from '../../../workspaces/login-throttle.ts';
import type { AttemptLimit, LoginAttempts } from '../../../workspaces/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';

/** Blocks the next attempt until the real delay of this one is written. */
const FIRST_DELAY_MS = 1000;

const count = { type: 'number', required: true } as const;

const ofSubject = {
  field: TABLE.partitionKey,
  composite: ['subject'],
  template: 'ATTEMPTS#${subject}',
  casing: 'none',
} as const;

const attemptEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'login-attempts', service: 'castline', version: '1' },
      attributes: {
        subject: { type: 'string', required: true },
        /** When it begins, in seconds since the epoch. */
        window: count,
        attempts: count,
        notBefore: count,
        [TABLE.timeToLive]: count,
      },
      indexes: {
        byWindow: {
          pk: ofSubject,
          sk: {
            field: TABLE.sortKey,
            composite: ['window'],
            template: 'WINDOW#${window}',
            casing: 'none',
          },
        },
      },
    },
    { client, table: tableName },
  );

/** That somebody of this account logged in from this address. */
const originEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'login-origins', service: 'castline', version: '1' },
      attributes: { subject: { type: 'string', required: true }, [TABLE.timeToLive]: count },
      indexes: {
        bySubject: {
          pk: ofSubject,
          sk: { field: TABLE.sortKey, composite: [], template: 'KNOWN', casing: 'none' },
        },
      },
    },
    { client, table: tableName },
  );

/** Hashed, because a subject holds an e-mail and an address, and keys appear in metrics. */
const hashed = (subject: string) => createHash('sha256').update(subject).digest('hex');

/** One item for each subject and window of the clock, so that counts end by themselves. */
export function loginAttempts(table: Table): LoginAttempts {
  const entity = attemptEntity(table);
  const origins = originEntity(table);
  const keyOf = (subject: string, { windowSeconds }: AttemptLimit, now: number) => ({
    subject: hashed(subject),
    window: Math.floor(now / 1000 / windowSeconds) * windowSeconds,
  });
  return {
    async begin(subject, limit, now) {
      const key = keyOf(subject, limit, now);
      const expiresAt = key.window + 2 * limit.windowSeconds;
      const { rejected, data } = await entity
        .upsert({ ...key, notBefore: now + FIRST_DELAY_MS, expiresAt })
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

    async takeBack(subject, limit, now) {
      await wasWritten(
        entity
          .patch(keyOf(subject, limit, now))
          .subtract({ attempts: 1 })
          .go(),
      );
    },

    async clear(subject, limit, now) {
      await entity.delete(keyOf(subject, limit, now)).go();
    },

    async remember(subject, until) {
      await origins.put({ subject: hashed(subject), expiresAt: Math.floor(until / 1000) }).go();
    },

    async isRemembered(subject, now) {
      const { data } = await origins.get({ subject: hashed(subject) }).go({ consistent: true });
      return data !== null && data.expiresAt * 1000 > now;
    },
  };
}
