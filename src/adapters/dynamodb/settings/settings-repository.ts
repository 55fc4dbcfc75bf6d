import { createWriteTransaction } from 'electrodb';
import type { SettingsRows } from '../../../settings/ports.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { WAITING } from '../pipeline/waiting.ts';
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
      if (!row.data) return { workspaceId, overrides: {}, version: 0, timeZone };
      const { gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...known } = row.data;
      return { ...known, timeZone };
    },

    async save({ updatedAt = 0, retentionDays, ...row }, entry) {
      // So the sweeper finds the workspaces that it has to look into.
      const retained = retentionDays !== undefined && {
        ...{ retentionDays, gsi1pk: WAITING.retention, gsi1sk: row.workspaceId },
      };
      const write = createWriteTransaction({ settings, audit }, entities => [
        entities.settings
          .put({ ...row, ...retained, updatedAt })
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
