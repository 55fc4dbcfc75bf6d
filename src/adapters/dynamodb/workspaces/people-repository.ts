import { createWriteTransaction } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { Outcome, People } from '../../../workspaces/people/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { addWorkspace, directoryEntities } from '../plans/directory.ts';
import { memberEntity, membershipEntity, workspaceEntity } from './account-entities.ts';

/** The last owner stays: two who demote each other meet in the count of owners. */
export function peopleRepository(table: Table): People {
  const workspaces = workspaceEntity(table);
  const members = memberEntity(table);
  const memberships = membershipEntity(table);
  const entries = auditEntity(table);
  const rows = { workspaces, members, memberships, entries };
  return {
    async createWorkspace(workspace, member, entry) {
      const counted = { ...rows, ...directoryEntities(table) };
      const write = createWriteTransaction(counted, entities => [
        entities.workspaces.create(workspace).commit(),
        entities.members.create(member).commit(),
        entities.memberships.create(member).commit(),
        entities.entries.create(entry).commit(),
        ...addWorkspace(entities, workspace.workspaceId),
      ]);
      await transact(() => write.go());
    },

    async changeWorkspace({ workspaceId, version }, changes, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.workspaces
          .patch({ workspaceId })
          .set(changes)
          .add({ version: 1 })
          .where((row, { eq }) => eq(row.version, version))
          .commit(),
        entities.entries.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async listMembers(workspaceId, { limit, cursor }) {
      const first = { userId: ID_PREFIX.user } as const;
      const last = { userId: cursor ?? (`${ID_PREFIX.user}~` as const) };
      const { data } = await members.query
        .byUser({ workspaceId })
        .between(first, last)
        .where((row, { ne }) => (cursor ? ne(row.userId, cursor) : ''))
        .go({ order: 'desc', count: limit + 1, consistent: true });
      return pageOfRows(data, limit, ({ userId }) => userId);
    },

    async changeRole({ workspaceId, userId, version, role: from }, role, entry) {
      const change = ownersAfter(from, role);
      const write = createWriteTransaction(rows, entities => [
        entities.members
          .patch({ workspaceId, userId })
          .set({ role })
          .add({ version: 1 })
          .where((row, { eq }) => eq(row.version, version))
          .commit(),
        entities.workspaces
          .patch({ workspaceId })
          .add({ ownerCount: change })
          .where((row, { gt }) => (change < 0 ? gt(row.ownerCount, 1) : ''))
          .commit(),
        entities.entries.create(entry).commit(),
      ]);
      return outcomeOf(await transact(() => write.go()));
    },

    async removeMember({ workspaceId, userId, version, role }, entry) {
      const change = ownersAfter(role, undefined);
      const write = createWriteTransaction(rows, entities => [
        entities.members
          .delete({ workspaceId, userId })
          .where((row, { eq }) => eq(row.version, version))
          .commit(),
        entities.workspaces
          .patch({ workspaceId })
          .add({ ownerCount: change })
          .where((row, { gt }) => (change < 0 ? gt(row.ownerCount, 1) : ''))
          .commit(),
        entities.memberships.delete({ userId, workspaceId }).commit(),
        entities.entries.create(entry).commit(),
      ]);
      return outcomeOf(await transact(() => write.go()));
    },
  };
}

/** By how many owners a workspace has more or fewer. */
const ownersAfter = (from: string, to: string | undefined) =>
  Number(to === 'owner') - Number(from === 'owner');

/** The member stands first in each transaction; what else may be refused is the count of owners. */
const outcomeOf = ({ committed, refused }: Awaited<ReturnType<typeof transact>>): Outcome =>
  committed ? 'done' : refused[0] ? 'moved' : 'last_owner';
