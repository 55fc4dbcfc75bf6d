import { createWriteTransaction, type EntityItem } from 'electrodb';
import type { Credential } from '../../../connections/credential.ts';
import type { Credentials } from '../../../connections/ports.ts';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { nameEntity, nameKey } from '../name-entity.ts';
import { besideChanged, besideNew, besideRemoved, changeEnd, insertEnd } from '../named-rows.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { credentialEntity } from './credential-entity.ts';

/** Not under the name that the table removes rows by. */
const toRow = ({ expiresAt, usedBy: _usedBy, ...credential }: Credential) => ({
  ...credential,
  ...(expiresAt !== undefined && { expiresAtMs: expiresAt }),
});

const fromRow = ({
  expiresAtMs,
  usedBy = [],
  ...row
}: EntityItem<ReturnType<typeof credentialEntity>>): Credential => ({
  ...row,
  expiresAt: expiresAtMs,
  usedBy,
});

const named = ({ workspaceId, credentialId, platform, accountName }: Credential) => ({
  name: nameKey(workspaceId, 'credential', [platform, accountName]),
  owner: credentialId,
});

export function credentialRepository(table: Table): Credentials {
  const credentials = credentialEntity(table);
  const rows = { credentials, names: nameEntity(table), audit: auditEntity(table) };

  return {
    async insert(credential, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.credentials.create(toRow(credential)).commit(),
        ...besideNew(entities, named(credential), entry),
      ]);
      return insertEnd(await transact(() => write.go()));
    },

    async find(key) {
      const { data } = await credentials.get(key).go({ consistent: true });
      return data ? fromRow(data) : undefined;
    },

    async list(workspaceId, { platform }, { limit, cursor }) {
      const { data } = await credentials.query
        .byId({ workspaceId })
        .between(
          { credentialId: ID_PREFIX.credential },
          { credentialId: cursor ?? `${ID_PREFIX.credential}~` },
        )
        .where((row, { eq, ne }) =>
          [
            ...(platform ? [eq(row.platform, platform)] : []),
            ...(cursor ? [ne(row.credentialId, cursor)] : []),
          ].join(' AND '),
        )
        .go({ order: 'desc', count: limit + 1, consistent: true });
      return pageOfRows(data.map(fromRow), limit, ({ credentialId }) => credentialId);
    },

    async replace(before, after, entry) {
      const { workspaceId, credentialId } = before;
      const { accountName, sealed, isActive, secretChangedAt, version, updatedAt } = after;
      const { expiresAt } = after;
      const set = { accountName, sealed, isActive, secretChangedAt, version, updatedAt };
      const write = createWriteTransaction(rows, entities => [
        entities.credentials
          .patch({ workspaceId, credentialId })
          .set({ ...set, ...(expiresAt !== undefined && { expiresAtMs: expiresAt }) })
          .remove(expiresAt === undefined ? ['expiresAtMs'] : [])
          .where((row, { eq }) => eq(row.version, before.version))
          .commit(),
        ...besideChanged(entities, named(before), named(after), entry),
      ]);
      return changeEnd(await transact(() => write.go()), named(before), named(after));
    },

    async remove(credential, entry) {
      const { workspaceId, credentialId } = credential;
      const write = createWriteTransaction(rows, entities => [
        entities.credentials
          .delete({ workspaceId, credentialId })
          .where(
            (row, { eq, notExists }) =>
              `${eq(row.version, credential.version)} AND ${notExists(row.usedBy)}`,
          )
          .commit(),
        ...besideRemoved(entities, named(credential), entry),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}
