import type { ExpiredUploads } from '../../../../src/recordings/ports.ts';
import type { MemoryStore } from './store.ts';

/** Uploads in memory whose time is over, of all workspaces. */
export const memoryExpiredUploads = ({ recordings, erasableAt }: MemoryStore): ExpiredUploads => ({
  list: async now =>
    [...recordings.values()]
      .flatMap(({ workspaceId, recordingId, upload, deletedAt }) =>
        upload && deletedAt === undefined
          ? [{ key: { workspaceId, recordingId }, expiresAt: upload.expiresAt }]
          : [],
      )
      .filter(({ expiresAt }) => expiresAt < now)
      .sort((a, b) => a.expiresAt - b.expiresAt)
      .map(({ key }) => key),
  listErasable: async now =>
    [...recordings.values()].flatMap(({ workspaceId, recordingId }) =>
      (erasableAt.get(recordingId) ?? now) < now ? [{ workspaceId, recordingId }] : [],
    ),
});
