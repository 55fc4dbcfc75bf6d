import type { Targets } from '../../../src/publishing/ports.ts';
import type { Target, TargetKey } from '../../../src/publishing/target.ts';

const nameOf = ({ workspaceId, recordingId, preset }: TargetKey) =>
  `${workspaceId}/${recordingId}/${preset}`;

/** The ledger in memory, with the conditions of the one in the table. */
export function memoryTargets() {
  const rows = new Map<string, Target>();
  const change = (target: Target, changes: Partial<Target>) => {
    const row = rows.get(nameOf(target));
    if (row?.version !== target.version || row.status !== 'UPLOADING') return false;
    rows.set(nameOf(target), { ...row, ...changes });
    return true;
  };
  const targets: Targets = {
    announce: async (key, now) => {
      if (rows.has(nameOf(key))) return;
      rows.set(nameOf(key), { ...key, status: 'NOT_UPLOADED', version: 0, updatedAt: now });
    },
    find: async key => rows.get(nameOf(key)),
    listOfRecording: async (workspaceId, recordingId) =>
      [...rows.values()].filter(
        row => row.workspaceId === workspaceId && row.recordingId === recordingId,
      ),
    listPublished: async (workspaceId, preset, limit) =>
      [...rows.values()]
        .filter(row => row.workspaceId === workspaceId && row.preset === preset && row.url)
        .sort((a, b) => (a.recordingId < b.recordingId ? 1 : -1))
        .slice(0, limit),
    begin: async (key, contentHash, now) => {
      const row = rows.get(nameOf(key));
      if (!row) return undefined;
      const begun: Target = {
        ...row,
        status: 'UPLOADING',
        version: Math.max(now, row.version + 1),
        contentHash,
        publishedAt: row.url ? row.publishedAt : now,
        failureCode: undefined,
        failureReason: undefined,
        updatedAt: now,
      };
      rows.set(nameOf(key), begun);
      return begun;
    },
    remember: async (target, details) => change(target, { details }),
    complete: async (target, { url, details }, now) =>
      change(target, { status: 'UPLOADED', url, details, updatedAt: now }),
    fail: async (target, { code, reason }, now) => {
      change(target, {
        status: 'FAILED',
        failureCode: code,
        failureReason: reason,
        updatedAt: now,
      });
    },
    remove: async key => {
      rows.delete(nameOf(key));
    },
  };
  return { targets, rows };
}
