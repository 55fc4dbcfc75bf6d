import { createWriteTransaction } from 'electrodb';
import { emailIdentity } from '../../../workspaces/account.ts';
import type { Erasures, Leaving } from '../../../workspaces/erasure/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { count, STAT, statEntity } from '../plans/stats.ts';
import {
  emailEntity,
  memberEntity,
  membershipEntity,
  sessionEntity,
  userEntity,
  workspaceEntity,
} from '../workspaces/account-entities.ts';
import { hashOf } from '../workspaces/account-repository.ts';
import { removeWorkspace } from './remove-workspace.ts';

const ALL = { consistent: true, pages: 'all' } as const;

export function erasureRepository(table: Table): Erasures {
  const rows = {
    users: userEntity(table),
    emails: emailEntity(table),
    workspaces: workspaceEntity(table),
    members: memberEntity(table),
    entries: auditEntity(table),
  };
  const { users, emails, workspaces, members } = rows;
  const memberships = membershipEntity(table);
  const sessions = sessionEntity(table);
  return {
    async begin({ user: { userId, passwordHash }, alone, shared, at }) {
      const write = createWriteTransaction(rows, entities => [
        entities.users
          .patch({ userId })
          .set({ deletedAt: at, gsi1pk: WAITING.erasures, gsi1sk: userId })
          .add({ sessionEpoch: 1 })
          .where((row, { eq, notExists }) =>
            [eq(row.passwordHash, passwordHash), notExists(row.deletedAt)].join(' AND '),
          )
          .commit(),
        ...alone.map(({ workspaceId, joinCount }) =>
          entities.workspaces
            .patch({ workspaceId })
            .set({ deletedAt: at })
            // Whoever joins counts here, so that nobody goes with a workspace that they just joined.
            .where((row, { eq, notExists }) =>
              [
                notExists(row.deletedAt),
                joinCount === undefined ? notExists(row.joinCount) : eq(row.joinCount, joinCount),
              ].join(' AND '),
            )
            .commit(),
        ),
        ...shared.flatMap(({ member: { workspaceId, version, role }, entry }: Leaving) => [
          entities.members
            .delete({ workspaceId, userId })
            .where((row, { eq }) => eq(row.version, version))
            .commit(),
          entities.entries.create(entry).commit(),
          ...(role === 'owner'
            ? [
                entities.workspaces
                  .patch({ workspaceId })
                  .add({ ownerCount: -1 })
                  .where((row, { gt }) => gt(row.ownerCount, 1))
                  .commit(),
              ]
            : []),
        ]),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async find(userId) {
      const { data } = await users.get({ userId }).go({ consistent: true });
      return data?.deletedAt === undefined ? undefined : { userId, email: data.email };
    },

    async nextMembership(userId) {
      const { data } = await memberships.query
        .byWorkspace({ userId })
        .go({ consistent: true, limit: 1 });
      const [row] = data;
      if (!row) return undefined;
      const { workspaceId } = row;
      const workspace = await workspaces.get({ workspaceId }).go({ consistent: true });
      return { workspaceId, isErased: workspace.data?.deletedAt !== undefined };
    },

    async forgetMembership(userId, workspaceId) {
      const { data } = await workspaces.get({ workspaceId }).go({ consistent: true });
      if (data?.deletedAt !== undefined) {
        await members.delete({ workspaceId, userId }).go();
        await removeWorkspace(table, workspaceId);
      }
      await memberships.delete({ userId, workspaceId }).go();
    },

    async forgetPerson({ userId, email }) {
      const { data } = await sessions.query.byId({ userId }).go(ALL);
      for (const { sessionId } of data) await sessions.delete({ userId, sessionId }).go();
      const emailHash = hashOf(emailIdentity(email));
      const { data: address } = await emails.get({ emailHash }).go({ consistent: true });
      // One that by now leads to somebody else is theirs.
      if (address?.userId === userId) await emails.delete({ emailHash }).go();
      const people = { users, stats: statEntity(table) };
      const write = createWriteTransaction(people, entities => [
        entities.users
          .delete({ userId })
          .where((row, { exists }) => exists(row.deletedAt))
          .commit(),
        count(entities, STAT.all, { users: -1 }),
      ]);
      // Not committed: an earlier step did it and died before it could say so.
      await transact(() => write.go());
    },
  };
}
