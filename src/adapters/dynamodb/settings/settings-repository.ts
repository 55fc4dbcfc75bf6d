import { createWriteTransaction } from 'electrodb';
import type { SettingsRows } from '../../../settings/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { workspaceEntity } from '../workspaces/account-entities.ts';
import { settingsEntity } from './settings-entity.ts';

const STRONG = { consistent: true } as const;
/** A workspace that is being erased has none any more. */
const NO_ZONE = 'UTC';

export function settingsRepository(table: Table): SettingsRows {
  const settings = settingsEntity(table);
  const workspaces = workspaceEntity(table);
  const audit = auditEntity(table);
  return {
    async find(workspaceId) {
      const [row, workspace] = await Promise.all([
        settings.get({ workspaceId }).go(STRONG),
        workspaces.get({ workspaceId }).go(STRONG),
      ]);
      const timeZone = workspace.data?.timeZone ?? NO_ZONE;
      return { ...(row.data ?? { workspaceId, overrides: {}, version: 0 }), timeZone };
    },

    async save({ updatedAt = 0, ...row }, entry) {
      const write = createWriteTransaction({ settings, audit }, entities => [
        entities.settings
          .put({ ...row, updatedAt })
          .where((known, { eq, notExists }) =>
            row.version === 1 ? notExists(known.version) : eq(known.version, row.version - 1),
          )
          .commit(),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}
