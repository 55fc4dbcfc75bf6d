import { createWriteTransaction } from 'electrodb';
import { isScope } from '../../../kernel/http/rights.ts';
import { ID_PREFIX } from '../../../kernel/ids.ts';
import type { ApiKey } from '../../../workspaces/keys/api-key.ts';
import type { ApiKeys } from '../../../workspaces/keys/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact, wasWritten } from '../conditions.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { apiKeyEntity, keyInUseEntity } from './api-key-entities.ts';

const STRONG = { consistent: true } as const;

/** Scopes that are gone by now are no rights any more. */
const withScopes = <Row extends { scopes: string[] }>(row: Row) => ({
  ...row,
  scopes: row.scopes.filter(isScope),
});

const toRow = (key: ApiKey) => ({ ...key, scopes: [...key.scopes] });

/** Two rows each: one for the workspace to list, one for the key itself to be found by. */
export function apiKeyRepository(table: Table): ApiKeys {
  const keys = apiKeyEntity(table);
  const inUse = keyInUseEntity(table);
  const rows = { keys, inUse, entries: auditEntity(table) };
  const withUse = async (key: ApiKey): Promise<ApiKey> => {
    const { data } = await inUse.get({ hash: key.hash }).go(STRONG);
    return { ...key, lastUsedAt: data?.lastUsedAt };
  };
  return {
    async insert(key, entry) {
      const row = toRow(key);
      const write = createWriteTransaction(rows, entities => [
        entities.keys.create(row).commit(),
        entities.inUse.create(row).commit(),
        entities.entries.create(entry).commit(),
      ]);
      await transact(() => write.go());
    },

    async list(workspaceId, { limit, cursor }) {
      const first = { keyId: ID_PREFIX.apiKey } as const;
      const last = { keyId: cursor ?? (`${ID_PREFIX.apiKey}~` as const) };
      const { data } = await keys.query
        .byId({ workspaceId })
        .between(first, last)
        .where((row, { ne }) => (cursor ? ne(row.keyId, cursor) : ''))
        .go({ ...STRONG, order: 'desc', count: limit + 1 });
      const { items, ...page } = pageOfRows(data, limit, ({ keyId }) => keyId);
      return { ...page, items: await Promise.all(items.map(row => withUse(withScopes(row)))) };
    },

    async find(workspaceId, keyId) {
      const { data } = await keys.get({ workspaceId, keyId }).go(STRONG);
      return data ? withScopes(data) : undefined;
    },

    async revoke({ workspaceId, keyId, hash }, entry) {
      const write = createWriteTransaction(rows, entities => [
        entities.inUse
          .delete({ hash })
          .where((row, { exists }) => exists(row.hash))
          .commit(),
        entities.keys.delete({ workspaceId, keyId }).commit(),
        entities.entries.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async findByHash(hash) {
      const { data } = await inUse.get({ hash }).go(STRONG);
      return data ? withScopes(data) : undefined;
    },

    async noteUse(hash, lastUsedAt) {
      // Revoked meanwhile, it must not come back as a row with nothing but this.
      await wasWritten(inUse.patch({ hash }).set({ lastUsedAt }).go());
    },
  };
}
