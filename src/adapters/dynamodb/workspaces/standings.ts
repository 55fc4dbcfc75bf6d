import type { Clock } from '../../../kernel/clock.ts';
import type { Standings } from '../../../workspaces/ports.ts';
import type { Table } from '../client.ts';
import { rowsAtOnce } from '../rows-at-once.ts';
import { memberEntity, sessionEntity, userEntity, workspaceEntity } from './account-entities.ts';
import { sessionOf } from './session-repository.ts';

/** Four rows of two partitions by one call: it is a part of every call of the API. */
export function standings(table: Table, clock: Clock): Standings {
  const sessions = sessionEntity(table);
  const users = userEntity(table);
  const members = memberEntity(table);
  const workspaces = workspaceEntity(table);
  return {
    async find({ userId, sessionId, workspaceId }) {
      const [session, user, member, workspace] = await rowsAtOnce(table, [
        sessions.get({ userId, sessionId }),
        users.get({ userId }),
        members.get({ workspaceId, userId }),
        workspaces.get({ workspaceId }),
      ]);
      return {
        session: sessionOf(session && sessions.parse({ Item: session }).data, clock()),
        user: (user && users.parse({ Item: user }).data) ?? undefined,
        member: (member && members.parse({ Item: member }).data) ?? undefined,
        workspace: (workspace && workspaces.parse({ Item: workspace }).data) ?? undefined,
      };
    },
  };
}
