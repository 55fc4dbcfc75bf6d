import type { AuditEntry } from '../../../../src/audit/entry.ts';
import type { Credential } from '../../../../src/connections/credential.ts';
import type { Credentials } from '../../../../src/connections/ports.ts';

/** Credentials in memory, under the same conditions as the table's; `entries` is the audit log. */
export function memoryCredentials(...made: Credential[]) {
  const rows = new Map(made.map(credential => [credential.credentialId, credential]));
  const entries: AuditEntry[] = [];
  const isTaken = (credential: Credential) =>
    [...rows.values()].some(
      row =>
        row.workspaceId === credential.workspaceId &&
        row.credentialId !== credential.credentialId &&
        row.platform === credential.platform &&
        row.accountName.toLowerCase() === credential.accountName.toLowerCase(),
    );
  const credentials: Credentials = {
    insert: async (credential, entry) => {
      if (isTaken(credential)) return 'name_taken';
      rows.set(credential.credentialId, credential);
      entries.push(entry);
      return 'written';
    },
    find: async ({ workspaceId, credentialId }) => {
      const row = rows.get(credentialId);
      return row?.workspaceId === workspaceId ? row : undefined;
    },
    list: async (workspaceId, { platform }, { limit, cursor }) => {
      const found = [...rows.values()]
        .filter(row => row.workspaceId === workspaceId)
        .filter(row => platform === undefined || row.platform === platform)
        .filter(row => cursor === undefined || row.credentialId < cursor)
        .sort((a, b) => (a.credentialId < b.credentialId ? 1 : -1));
      const items = found.slice(0, limit);
      return { items, cursor: (found.length > limit && items.at(-1)?.credentialId) || null };
    },
    replace: async (before, after, entry) => {
      const row = rows.get(before.credentialId);
      if (row?.version !== before.version) return 'refused';
      if (isTaken(after)) return 'name_taken';
      rows.set(after.credentialId, { ...after, usedBy: row.usedBy });
      entries.push(entry);
      return 'written';
    },
    remove: async ({ credentialId, version }, entry) => {
      const row = rows.get(credentialId);
      if (row?.version !== version || row.usedBy.length > 0) return false;
      rows.delete(credentialId);
      entries.push(entry);
      return true;
    },
  };
  return { credentials, rows, entries };
}
