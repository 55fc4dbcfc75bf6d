import { createWriteTransaction, type TransactWriteEntities } from 'electrodb';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import { emailIdentity } from '../../../workspaces/account.ts';
import type { Invitation } from '../../../workspaces/people/invitation.ts';
import type { Invitations, Newcomer } from '../../../workspaces/people/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { count, STAT, statEntity } from '../plans/stats.ts';
import {
  emailEntity,
  memberEntity,
  membershipEntity,
  sessionEntity,
  userEntity,
  workspaceEntity,
} from './account-entities.ts';
import { hashOf } from './account-repository.ts';
import { invitationEntity, inviteEntity } from './invitation-entities.ts';

type Row = Omit<Invitation, 'expiresAtSeconds'> & { expiresAt: number };

const toRow = ({ expiresAtSeconds: expiresAt, ...invitation }: Invitation): Row => ({
  ...invitation,
  expiresAt,
});
const fromRow = ({ expiresAt: expiresAtSeconds, ...invitation }: Row): Invitation => ({
  ...invitation,
  expiresAtSeconds,
});

/** Two rows each: one for the workspace to list, one for the token to be found by. */
export function invitationRepository(table: Table): Invitations {
  const rows = entitiesOf(table);
  const { invitations, invites } = rows;
  const find: Invitations['find'] = async (workspaceId, invitationId) => {
    const key = { workspaceId, invitationId };
    const { data } = await invitations.get(key).go({ consistent: true });
    return data ? fromRow(data) : undefined;
  };
  return {
    async insert(invitation, entry) {
      const row = toRow(invitation);
      const write = createWriteTransaction(rows, entities => [
        entities.invitations.create(row).commit(),
        entities.invites.create(row).commit(),
        entities.entries.create(entry).commit(),
      ]);
      await transact(() => write.go());
    },

    async list(workspaceId, { limit, cursor }, now) {
      const first = { invitationId: ID_PREFIX.invitation } as const;
      const last = { invitationId: cursor ?? (`${ID_PREFIX.invitation}~` as const) };
      const { data } = await invitations.query
        .byId({ workspaceId })
        .between(first, last)
        .where((row, { gt, ne }) =>
          [gt(row.expiresAt, now / 1000), ...(cursor ? [ne(row.invitationId, cursor)] : [])].join(
            ' AND ',
          ),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      return pageOfRows(data.map(fromRow), limit, ({ invitationId }) => invitationId);
    },

    find,

    async findByToken(tokenHash) {
      const { data } = await invites.get({ tokenHash }).go({ consistent: true });
      return data ? find(data.workspaceId, data.invitationId) : undefined;
    },

    async revoke({ workspaceId, invitationId, tokenHash }, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.invites
          .delete({ tokenHash })
          .where((row, { exists }) => exists(row.tokenHash))
          .commit(),
        entities.invitations.delete({ workspaceId, invitationId }).commit(),
        entities.entries.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async accept({ workspaceId, invitationId, tokenHash, role }, member, entry, newcomer) {
      const write = createWriteTransaction(rows, entities => [
        entities.invites
          .delete({ tokenHash })
          .where((row, { exists }) => exists(row.tokenHash))
          .commit(),
        entities.members.create(member).commit(),
        entities.invitations.delete({ workspaceId, invitationId }).commit(),
        entities.memberships.create(member).commit(),
        entities.workspaces
          .patch({ workspaceId })
          .add({ ownerCount: Number(role === 'owner'), joinCount: 1 })
          .where((row, { notExists }) => notExists(row.deletedAt))
          .commit(),
        entities.entries.create(entry).commit(),
        ...(newcomer ? newcomerRows(entities, newcomer) : []),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'done';
      if (refused[0] || refused[4]) return 'gone';
      return refused[1] ? 'member' : 'email_taken';
    },
  };
}

const entitiesOf = (table: Table) => ({
  invitations: invitationEntity(table),
  invites: inviteEntity(table),
  workspaces: workspaceEntity(table),
  members: memberEntity(table),
  memberships: membershipEntity(table),
  entries: auditEntity(table),
  users: userEntity(table),
  emails: emailEntity(table),
  sessions: sessionEntity(table),
  stats: statEntity(table),
});

type Entities = TransactWriteEntities<ReturnType<typeof entitiesOf>>;

function newcomerRows(entities: Entities, { user, session }: Newcomer) {
  const { expiresAtSeconds: expiresAt, ...opened } = session;
  const emailHash = hashOf(emailIdentity(user.email));
  return [
    entities.emails.create({ emailHash, userId: user.userId }).commit(),
    entities.users.create(user).commit(),
    entities.sessions.create({ ...opened, expiresAt }).commit(),
    count(entities, STAT.all, { users: 1 }),
  ];
}
