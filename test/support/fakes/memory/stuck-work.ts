import type { WorkspaceId } from '../../../../src/kernel/ids.ts';
import type { StuckWork } from '../../../../src/pipeline/ports.ts';
import { recordingSubject } from '../../../../src/recordings/recording-key.ts';
import { openReservations } from './ledger.ts';
import type { MemoryStore } from './store.ts';

/** What got stuck in memory, of all workspaces. */
export const memoryStuckWork = (store: MemoryStore): StuckWork => ({
  openReservations: async before => openReservations(store, before),
  workspacesWithQueue: async () => {
    const queued = [...store.tasks.values()]
      .filter(({ status }) => status === 'QUEUED')
      .sort((a, b) => (a.taskId < b.taskId ? -1 : 1));
    return [...new Set<WorkspaceId>(queued.map(({ subject }) => subject.workspaceId))];
  },
  takenSlots: async () =>
    [...store.slots].flatMap(([workspaceId, taken]) =>
      [...taken].map(taskId => ({ workspaceId, taskId })),
    ),
  unfinishedDeletions: async () =>
    [...store.recordings.values()]
      .filter(({ deletedAt }) => deletedAt !== undefined)
      .filter(({ recordingId }) => !store.erasableAt.has(recordingId))
      .map(recordingSubject),
});
