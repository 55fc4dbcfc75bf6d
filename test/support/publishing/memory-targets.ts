import type { Targets } from '../../../src/publishing/ports.ts';
import type { Target, TargetKey } from '../../../src/publishing/target.ts';

const nameOf = ({ subject: { workspaceId, kind, id }, presetId }: TargetKey) =>
  `${workspaceId}/${kind}/${id}/${presetId}`;

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
    listOfSubject: async ({ workspaceId, kind, id }) =>
      [...rows.values()].filter(
        ({ subject }) =>
          subject.workspaceId === workspaceId && subject.kind === kind && subject.id === id,
      ),
    listPublished: async (workspaceId, presetId, limit) =>
      [...rows.values()]
        .filter(row => row.subject.workspaceId === workspaceId && row.presetId === presetId)
        .filter(row => row.url && row.status !== 'REMOVING')
        .sort((a, b) => (nameOf(a) < nameOf(b) ? 1 : -1))
        .slice(0, limit),
    begin: async (key, contentHash, now) => {
      const row = rows.get(nameOf(key));
      if (!row || row.status === 'REMOVING') return undefined;
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
      change(target, {
        status: 'UPLOADED',
        url,
        details,
        failureCode: undefined,
        failureReason: undefined,
        updatedAt: now,
      }),
    fail: async (target, { code, reason }, now) => {
      change(target, {
        status: 'FAILED',
        failureCode: code,
        failureReason: reason,
        updatedAt: now,
      });
    },
    beginRemoval: async (key, now) => {
      const row = rows.get(nameOf(key));
      if (!row || row.status === 'REMOVING') return;
      const removing = { status: 'REMOVING', version: row.version + 1, updatedAt: now } as const;
      rows.set(nameOf(key), { ...row, ...removing });
    },
    reopen: async (target, now) => {
      const row = rows.get(nameOf(target));
      if (row?.version !== target.version || row.status !== 'REMOVING') return;
      const { subject, presetId, version } = row;
      const status = 'NOT_UPLOADED' as const;
      rows.set(nameOf(target), { subject, presetId, version, status, updatedAt: now });
    },
    remove: async target => {
      const row = rows.get(nameOf(target));
      if (row?.version === target.version && row.status === 'REMOVING') rows.delete(nameOf(target));
    },
  };
  return { targets, rows };
}
