import { describe, expect, test } from 'vitest';
import type { WorkspaceId } from '../../src/kernel/ids.ts';
import { newWorkspaceId, sampleRecording } from '../support/samples.ts';
import type { EnginePorts, MakePorts } from './engine-ports.ts';

const NOON = Date.UTC(2026, 10, 20, 12, 0, 0);

/** A recording whose upload ends then. */
async function uploading({ recordings }: EnginePorts, workspaceId: WorkspaceId, expiresAt: number) {
  const upload = { uploadId: 'u', partSizeBytes: 5, expiresAt, sidecar: false };
  const recording = sampleRecording({ workspaceId, status: 'DOWNLOADING', upload });
  await recordings.insert(recording);
  return recording;
}

/** What is promised of `ExpiredUploads`. It sees all workspaces, so each test looks for its own. */
export const expiredUploadsContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    const expired = async ({ expired }: EnginePorts, own: WorkspaceId, now: number) =>
      (await expired.list(now)).filter(({ workspaceId }) => workspaceId === own);

    test('uploads whose time is over are listed, the longest overdue first', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const late = await uploading(ports, workspaceId, NOON - 1);
      const later = await uploading(ports, workspaceId, NOON - 3_600_000);
      await uploading(ports, workspaceId, NOON);
      await uploading(ports, workspaceId, NOON + 3_600_000);
      const keys = [later, late].map(({ recordingId }) => ({ workspaceId, recordingId }));
      expect(await expired(ports, workspaceId, NOON)).toEqual(keys);
    });

    test('those of all workspaces are', async () => {
      const ports = make();
      const both = [newWorkspaceId(), newWorkspaceId()];
      for (const workspaceId of both) await uploading(ports, workspaceId, NOON - 1);
      const seen = (await ports.expired.list(NOON)).map(({ workspaceId }) => workspaceId);
      expect(seen).toEqual(expect.arrayContaining(both));
    });

    test('one that was completed or whose recording is being deleted is not', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const expected = { from: ['DOWNLOADING'] as const };
      const completed = await uploading(ports, workspaceId, NOON - 1);
      const done = { status: 'DOWNLOADED', upload: null } as const;
      await ports.recordings.change(completed, done, expected, 2);
      const deleted = await uploading(ports, workspaceId, NOON - 1);
      await ports.recordings.change(deleted, { deletedAt: 2 }, expected, 2);
      const removed = await uploading(ports, workspaceId, NOON - 1);
      await ports.recordings.remove(removed);
      expect(await expired(ports, workspaceId, NOON)).toEqual([]);
    });

    test('deleted recordings wait for the end of their links, and for nothing else meanwhile', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const listed = async (now: number) =>
        (await ports.expired.listErasable(now)).filter(key => key.workspaceId === workspaceId);
      const recording = await uploading(ports, workspaceId, NOON - 1);
      const { recordingId } = recording;
      await ports.recordings.leaveUntil(recording, NOON);
      expect(await listed(NOON + 1)).toEqual([]);
      await ports.recordings.change(
        recording,
        { deletedAt: 2 },
        { from: ['DOWNLOADING'] as const },
        2,
      );
      await ports.recordings.leaveUntil(recording, NOON);
      expect(await listed(NOON)).toEqual([]);
      expect(await listed(NOON + 1)).toEqual([{ workspaceId, recordingId }]);
      const deletions = await ports.stuck.unfinishedDeletions();
      expect(deletions.filter(({ id }) => id === recordingId)).toEqual([]);
      await ports.recordings.remove(recording);
      expect(await listed(NOON + 1)).toEqual([]);
      await ports.recordings.leaveUntil(recording, NOON);
      expect(await listed(NOON + 1)).toEqual([]);
    });

    test('another change of the recording leaves it listed', async () => {
      const ports = make();
      const workspaceId = newWorkspaceId();
      const recording = await uploading(ports, workspaceId, NOON - 1);
      const expected = { from: ['DOWNLOADING'] as const };
      await ports.recordings.change(recording, { displayName: 'New' }, expected, 2);
      expect(await expired(ports, workspaceId, NOON)).toHaveLength(1);
    });
  });
