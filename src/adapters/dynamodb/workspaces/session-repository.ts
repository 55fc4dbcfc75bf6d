import type { Clock } from '../../../kernel/clock.ts';
import type { Session } from '../../../workspaces/account.ts';
import type { Sessions } from '../../../workspaces/ports.ts';
import type { Table } from '../client.ts';
import { wasWritten } from '../conditions.ts';
import { sessionEntity } from './account-entities.ts';

/** A session that ended has no row; one that expired may still have it for a while. */
export function sessionRepository(table: Table, clock: Clock): Sessions {
  const sessions = sessionEntity(table);
  return {
    async insert({ expiresAtSeconds: expiresAt, ...session }) {
      await sessions.create({ ...session, expiresAt }).go();
    },

    async find(userId, sessionId) {
      const { data } = await sessions.get({ userId, sessionId }).go({ consistent: true });
      return sessionOf(data, clock());
    },

    rotate({ userId, sessionId, refreshHash: from }, { expiresAtSeconds, ...next }) {
      const write = sessions
        .patch({ userId, sessionId })
        .set({ ...next, expiresAt: expiresAtSeconds });
      return wasWritten(write.where((row, { eq }) => eq(row.refreshHash, from)).go());
    },

    async end(userId, sessionId) {
      await sessions.delete({ userId, sessionId }).go();
    },
  };
}

type Row = Omit<Session, 'expiresAtSeconds'> & { expiresAt: number };

/** Time to live removes a row days after its time. */
export function sessionOf(row: Row | null | undefined, now: number): Session | undefined {
  if (!row || row.expiresAt * 1000 <= now) return undefined;
  const { expiresAt, ...session } = row;
  return { ...session, expiresAtSeconds: expiresAt };
}
