import type { Subjects } from '../../../../src/pipeline/ports.ts';
import type { Subject } from '../../../../src/pipeline/subject.ts';
import type { RecordingStatus } from '../../../../src/pipelines/recording-status.ts';
import type { MemoryStore } from './store.ts';

/** The row of a subject, as its feature keeps it; deleted ones are there, too. */
export function subjectRow({ recordings }: MemoryStore, { workspaceId, kind, id }: Subject) {
  const row = kind === 'recording' ? recordings.get(id) : undefined;
  return row?.workspaceId === workspaceId ? row : undefined;
}

/** Subjects in memory: of recordings, the recordings themselves. */
export const memorySubjects = (store: MemoryStore): Subjects => ({
  find: async subject => {
    const row = subjectRow(store, subject);
    if (!row || row.deletedAt !== undefined) return undefined;
    const { status, activeTaskId, lastTaskId, configOverrides, sizeBytes } = row;
    return { status, activeTaskId, lastTaskId, configOverrides, sizeBytes };
  },
  move: async ({ subject, taskId }, { from, to }, now) => {
    const row = subjectRow(store, subject);
    if (!row || row.deletedAt !== undefined) return false;
    if (!from.includes(row.status) || row.activeTaskId !== taskId) return false;
    row.status = to as RecordingStatus;
    row.updatedAt = now;
    return true;
  },
  note: async ({ subject, taskId }, found) => {
    const row = subjectRow(store, subject);
    if (!row || row.deletedAt !== undefined || row.activeTaskId !== taskId) return false;
    const given = Object.entries(found).filter(([, value]) => value !== undefined);
    Object.assign(row, Object.fromEntries(given));
    return true;
  },
});
