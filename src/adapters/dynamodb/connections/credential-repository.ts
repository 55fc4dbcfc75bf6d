import { createWriteTransaction, type EntityItem } from 'electrodb';
import type { Credential } from '../../../connections/credential.ts';
import type { Credentials } from '../../../connections/ports.ts';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { nameEntity, nameKey } from '../name-entity.ts';
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

const nameOf = ({ workspaceId, platform, accountName }: Credential) =>
  nameKey(workspaceId, 'credential', [platform, accountName]);

export function credentialRepository(table: Table): Credentials {
  const credentials = credentialEntity(table);
  const rows = { credentials, names: nameEntity(table), audit: auditEntity(table) };

  return {
    async insert(credential, entry) {
      const owner = credential.credentialId;
      const write = createWriteTransaction(rows, entities => [
        entities.credentials.create(toRow(credential)).commit(),
        entities.names.create({ ...nameOf(credential), owner }).commit(),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed ? 'written' : 'name_taken';
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
      const items = data.slice(0, limit).map(fromRow);
      const more = data.length > limit ? items.at(-1)?.credentialId : undefined;
      return { items, cursor: more ?? null };
    },

    async replace(before, after, entry) {
      const { workspaceId, credentialId } = before;
      const { accountName, sealed, isActive, secretChangedAt, version, updatedAt } = after;
      const { expiresAt } = after;
      const set = { accountName, sealed, isActive, secretChangedAt, version, updatedAt };
      const renamed = nameOf(before).hash !== nameOf(after).hash;
      const write = createWriteTransaction(rows, entities => [
        entities.credentials
          .patch({ workspaceId, credentialId })
          .set({ ...set, ...(expiresAt !== undefined && { expiresAtMs: expiresAt }) })
          .remove(expiresAt === undefined ? ['expiresAtMs'] : [])
          .where((row, { eq }) => eq(row.version, before.version))
          .commit(),
        entities.audit.create(entry).commit(),
        ...(renamed
          ? [
              entities.names.create({ ...nameOf(after), owner: credentialId }).commit(),
              entities.names.delete(nameOf(before)).commit(),
            ]
          : []),
      ]);
      const { committed, refused } = await transact(() => write.go());
      if (committed) return 'written';
      return refused[0] ? 'refused' : 'name_taken';
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
        entities.names.delete(nameOf(credential)).commit(),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}
