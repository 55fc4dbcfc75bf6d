import { createHash } from 'node:crypto';
import { createWriteTransaction } from 'electrodb';
import type { UserId } from '../../../kernel/ids.ts';
import { emailIdentity } from '../../../workspaces/account.ts';
import type { Accounts } from '../../../workspaces/ports.ts';
import type { Table } from '../client.ts';
import { transact, wasWritten } from '../conditions.ts';
import { addWorkspace, directoryEntities } from '../plans/directory.ts';
import { count, STAT } from '../plans/stats.ts';
import {
  emailEntity,
  memberEntity,
  membershipEntity,
  sessionEntity,
  userEntity,
  workspaceEntity,
} from './account-entities.ts';

const STRONG = { consistent: true } as const;

/** Keys appear in metrics: an address never stands in one. */
export const hashOf = (identity: string) => createHash('sha256').update(identity).digest('hex');

export function accountRepository(table: Table): Accounts {
  const users = userEntity(table);
  const emails = emailEntity(table);
  const workspaces = workspaceEntity(table);
  const members = memberEntity(table);
  const memberships = membershipEntity(table);
  const sessions = sessionEntity(table);
  const findUser = async (userId: UserId) => known((await users.get({ userId }).go(STRONG)).data);
  return {
    async create({ user, workspace, member }, { expiresAtSeconds: expiresAt, ...session }) {
      const emailHash = hashOf(emailIdentity(user.email));
      const counted = directoryEntities(table);
      const rows = { users, emails, workspaces, members, memberships, sessions, ...counted };
      const write = createWriteTransaction(rows, entities => [
        entities.emails.create({ emailHash, userId: user.userId }).commit(),
        entities.users.create(user).commit(),
        entities.workspaces.create(workspace).commit(),
        entities.members.create(member).commit(),
        entities.memberships.create(member).commit(),
        entities.sessions.create({ ...session, expiresAt }).commit(),
        ...addWorkspace(entities, workspace.workspaceId),
        count(entities, STAT.all, { users: 1 }),
      ]);
      return (await transact(() => write.go())).committed;
    },

    findUser,

    async findUserByEmail(identity) {
      const { data } = await emails.get({ emailHash: hashOf(identity) }).go(STRONG);
      return data ? findUser(data.userId) : undefined;
    },

    async updateProfile(userId, { fullName, timeZone }) {
      const change = users.patch({ userId }).set({
        ...(fullName && { fullName }),
        ...(timeZone && { timeZone }),
      });
      const write = fullName === null ? change.remove(['fullName']) : change;
      return (await wasWritten(write.go())) ? findUser(userId) : undefined;
    },

    async noteLogin(userId, lastLoginAt) {
      await users.patch({ userId }).set({ lastLoginAt }).go();
    },

    replaceHash(userId, { from, to }) {
      const write = users.patch({ userId }).set({ passwordHash: to });
      return wasWritten(write.where((row, { eq }) => eq(row.passwordHash, from)).go());
    },

    changePassword(userId, { from, to }) {
      const write = users.patch({ userId }).set({ passwordHash: to }).add({ sessionEpoch: 1 });
      return wasWritten(write.where((row, { eq }) => eq(row.passwordHash, from)).go());
    },

    async endAllSessions(userId) {
      await wasWritten(users.patch({ userId }).add({ sessionEpoch: 1 }).go());
    },

    async findWorkspace(workspaceId) {
      return known((await workspaces.get({ workspaceId }).go(STRONG)).data);
    },

    async findMember(workspaceId, userId) {
      return (await members.get({ workspaceId, userId }).go(STRONG)).data ?? undefined;
    },

    async memberships(userId) {
      const { data } = await memberships.query
        .byWorkspace({ userId })
        .go({ ...STRONG, pages: 'all' });
      return data.map(({ workspaceId }) => workspaceId);
    },
  };
}

/** What is being erased is unknown. */
const known = <Row extends { deletedAt?: number | undefined }>(row: Row | null) =>
  row && row.deletedAt === undefined ? row : undefined;
