import type { AuditEntry } from '../../audit/entry.ts';
import type { Id, WorkspaceId } from '../../kernel/ids.ts';
import type { Page, PageOf } from '../../kernel/page.ts';
import type { Written } from '../../kernel/written.ts';
import type { OwnPreset, PresetKey } from './own-preset.ts';
import type { PresetPlatform } from './settings.contract.ts';

export type PresetFilter = { platform?: PresetPlatform | undefined; activeOnly: boolean };

/**
 * Presets of workspaces. Every change is written with its audit entry and with the use of its
 * credential, in one transaction.
 */
export type OwnPresets = {
  insert: (preset: OwnPreset, entry: AuditEntry) => Promise<Written>;
  /** Undefined for unknown and foreign ones alike. */
  find: (key: PresetKey) => Promise<OwnPreset | undefined>;
  /** Newest first. */
  list: (
    workspaceId: WorkspaceId,
    filter: PresetFilter,
    page: PageOf<Id<'preset'>>,
  ) => Promise<Page<OwnPreset, Id<'preset'>>>;
  /**
   * `refused` unless the row still is at the version of `before`; and where the credential changes,
   * while the ledger has targets of it.
   */
  replace: (before: OwnPreset, after: OwnPreset, entry: AuditEntry) => Promise<Written>;
  /** False if it was changed, is gone, or the ledger has targets of it. */
  remove: (preset: OwnPreset, entry: AuditEntry) => Promise<boolean>;
};
