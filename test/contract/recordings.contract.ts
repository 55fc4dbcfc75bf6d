import { describe, expect, test } from 'vitest';
import { newId } from '../../src/kernel/ids.ts';
import { newWorkspaceId, sampleRecording } from '../support/samples.ts';
import { type MakePorts, markDeleted, queued, race } from './engine-ports.ts';

const UPLOAD = { uploadId: 'u', partSizeBytes: 5, expiresAt: 9, sidecar: false };
const FAILURE = { stage: 'render', code: 'lost', reason: 'gone' };

/** What is promised of `Recordings`. */
export const recordingsContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    test('what was inserted is found, by its own workspace only', async () => {
      const { recordings } = make();
      const recording = sampleRecording({
        sha256: 'ab',
        configOverrides: { trim: { enabled: false } },
      });
      expect(await recordings.insert(recording)).toBe(true);
      expect(await recordings.insert(recording)).toBe(false);
      expect(await recordings.find(recording)).toEqual(recording);
      const foreign = { ...recording, workspaceId: newWorkspaceId() };
      expect(await recordings.find(foreign)).toBeUndefined();
    });

    test('of twenty that take one id at once, one is inserted', async () => {
      const { recordings } = make();
      const recording = sampleRecording();
      const named = (index: number) => ({ ...recording, displayName: `Lecture ${index}` });
      const answers = await race(index => recordings.insert(named(index)));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await recordings.find(recording)).toEqual(named(answers.indexOf(true)));
    });

    test('a deduplication key lets in one recording, and tells which', async () => {
      const { recordings } = make();
      const workspaceId = newWorkspaceId();
      expect(await recordings.findDuplicate(workspaceId, 'drop-1')).toBeUndefined();
      const rows = Array.from({ length: 20 }, () => sampleRecording({ workspaceId }));
      const answers = await Promise.all(rows.map(row => recordings.insert(row, 'drop-1')));
      expect(answers.filter(Boolean)).toHaveLength(1);
      const winner = rows[answers.indexOf(true)];
      expect(await recordings.findDuplicate(workspaceId, 'drop-1')).toBe(winner?.recordingId);
      const { items } = await recordings.list(workspaceId, {}, { limit: 100 });
      expect(items).toHaveLength(1);
    });

    test('a door is one workspace’s own, and is not passed with an id that is taken', async () => {
      const { recordings } = make();
      const [first, second] = [sampleRecording(), sampleRecording()];
      expect(await recordings.insert(first, 'drop-1')).toBe(true);
      expect(await recordings.insert(second, 'drop-1')).toBe(true);
      expect(await recordings.insert(first, 'drop-2')).toBe(false);
      expect(await recordings.findDuplicate(first.workspaceId, 'drop-2')).toBeUndefined();
    });

    test('a change needs the right state, and null removes', async () => {
      const { recordings } = make();
      const recording = sampleRecording({ status: 'DOWNLOADING', upload: UPLOAD });
      await recordings.insert(recording);
      const changes = { status: 'DOWNLOADED', upload: null } as const;
      const wrong = { from: ['READY'] as const };
      expect(await recordings.change(recording, changes, wrong, 2)).toBeUndefined();
      expect(await recordings.find(recording)).toEqual(recording);
      const right = { from: ['DOWNLOADING'] as const };
      const changed = await recordings.change(recording, changes, right, 2);
      expect(changed).toMatchObject({ status: 'DOWNLOADED', updatedAt: 2 });
      expect(changed?.upload).toBeUndefined();
      expect(await recordings.find(recording)).toEqual(changed);
    });

    test('what a change does not name stays; a failure comes and goes', async () => {
      const { recordings } = make();
      const recording = sampleRecording({ upload: UPLOAD });
      await recordings.insert(recording);
      const expected = { from: ['DOWNLOADED', 'FAILED'] as const };
      const failed = { status: 'FAILED', failure: FAILURE } as const;
      expect(await recordings.change(recording, failed, expected, 2)).toEqual({
        ...recording,
        ...failed,
        updatedAt: 2,
      });
      const left = { failure: null, displayName: undefined, upload: undefined };
      const again = await recordings.change(recording, left, expected, 3);
      expect(again?.displayName).toBe(recording.displayName);
      expect(again?.failure).toBeUndefined();
      expect(again?.upload).toEqual(UPLOAD);
    });

    test('a change may ask which task has the recording', async () => {
      const ports = make();
      const { recordings } = ports;
      const { recording, task } = await queued(ports);
      const change = (activeTaskId: typeof task.taskId | null) =>
        recordings.change(
          recording,
          { displayName: 'New' },
          { from: ['DOWNLOADED'], activeTaskId },
          2,
        );
      expect(await change(null)).toBeUndefined();
      expect(await change(newId('task'))).toBeUndefined();
      expect(await change(task.taskId)).toMatchObject({ displayName: 'New' });
      await ports.tasks.finish(task, { task: 'CANCELLED', status: 'DOWNLOADED' }, 3);
      expect(await change(task.taskId)).toBeUndefined();
      expect(await change(null)).toMatchObject({ displayName: 'New' });
    });

    test('an unknown and a foreign recording are not changed', async () => {
      const { recordings } = make();
      const recording = sampleRecording();
      const change = (key: typeof recording) =>
        recordings.change(key, { displayName: 'New' }, { from: ['DOWNLOADED'] }, 2);
      expect(await change(recording)).toBeUndefined();
      await recordings.insert(recording);
      expect(await change({ ...recording, workspaceId: newWorkspaceId() })).toBeUndefined();
      expect(await recordings.find(recording)).toEqual(recording);
    });

    test('of twenty that move it on at once, one does', async () => {
      const { recordings } = make();
      const recording = sampleRecording({ status: 'DOWNLOADING' });
      await recordings.insert(recording);
      const expected = { from: ['DOWNLOADING'] as const };
      const answers = await race(index =>
        recordings.change(recording, { status: 'DOWNLOADED', sizeBytes: index }, expected, 2),
      );
      const [winner, ...others] = answers.filter(Boolean);
      expect(others).toEqual([]);
      expect(await recordings.find(recording)).toEqual(winner);
    });

    test('a recording that is being deleted is unknown', async () => {
      const ports = make();
      const { recordings } = ports;
      const recording = sampleRecording();
      const { workspaceId } = recording;
      await recordings.insert(recording);
      const expected = { from: ['DOWNLOADED'] as const, activeTaskId: null };
      await recordings.change(recording, { deletedAt: 3 }, expected, 3);
      expect(await recordings.find(recording)).toBeUndefined();
      expect((await recordings.list(workspaceId, {}, { limit: 5 })).items).toEqual([]);
      expect(await markDeleted(ports, recording)).toBeUndefined();
    });

    test('a deleted one is found as such alone, until it is removed', async () => {
      const ports = make();
      const { recordings } = ports;
      const recording = sampleRecording({ upload: UPLOAD });
      await recordings.insert(recording);
      expect(await recordings.findDeleted(recording)).toBeUndefined();
      await markDeleted(ports, recording);
      const found = await recordings.findDeleted(recording);
      expect(found).toMatchObject({ upload: UPLOAD, deletedAt: expect.any(Number) });
      const foreign = { ...recording, workspaceId: newWorkspaceId() };
      expect(await recordings.findDeleted(foreign)).toBeUndefined();
      await recordings.remove(recording);
      expect(await recordings.findDeleted(recording)).toBeUndefined();
    });

    test('a removed recording is gone, also for the second time; a foreign one stays', async () => {
      const { recordings } = make();
      const recording = sampleRecording();
      await recordings.insert(recording);
      await recordings.remove({ ...recording, workspaceId: newWorkspaceId() });
      expect(await recordings.find(recording)).toEqual(recording);
      await recordings.remove(recording);
      await recordings.remove(recording);
      expect(await recordings.find(recording)).toBeUndefined();
      expect(await recordings.insert(recording)).toBe(true);
    });

    test('lists filter in the table and page by cursor', async () => {
      const { recordings } = make();
      const workspaceId = newWorkspaceId();
      for (let index = 0; index < 9; index += 1) {
        const status = index % 2 ? ('READY' as const) : ('FAILED' as const);
        const recordingId = newId('recording', 1000 + index);
        const displayName = `Lecture ${index}`;
        await recordings.insert(sampleRecording({ workspaceId, recordingId, status, displayName }));
      }
      await recordings.insert(sampleRecording({ displayName: 'Lecture of others' }));
      const first = await recordings.list(workspaceId, { statuses: ['READY'] }, { limit: 3 });
      expect(first.items.map(row => row.displayName)).toEqual([
        'Lecture 7',
        'Lecture 5',
        'Lecture 3',
      ]);
      const cursor = first.cursor ?? undefined;
      const second = await recordings.list(
        workspaceId,
        { statuses: ['READY'] },
        { limit: 3, cursor },
      );
      expect(second.items.map(row => row.displayName)).toEqual(['Lecture 1']);
      expect(second.cursor).toBeNull();
      const found = await recordings.list(workspaceId, { search: 'ture 4' }, { limit: 3 });
      expect(found.items).toHaveLength(1);
    });

    test.each([
      { search: 'rivers', found: true },
      { search: 'RIVERS AND', found: true },
      { search: 'долины', found: true },
      { search: 'Lakes', found: false },
    ])('a part of the name is found in any case: $search, $found', async ({ search, found }) => {
      const { recordings } = make();
      const recording = sampleRecording({ displayName: 'Seas' });
      await recordings.insert(recording);
      const displayName = 'Rivers and Долины';
      await recordings.change(recording, { displayName }, { from: ['DOWNLOADED'] }, 2);
      const { items } = await recordings.list(recording.workspaceId, { search }, { limit: 3 });
      const renamed = { ...recording, displayName, updatedAt: 2 };
      expect(items).toEqual(found ? [renamed] : []);
      const before = await recordings.list(recording.workspaceId, { search: 'Seas' }, { limit: 3 });
      expect(before.items).toEqual([]);
    });

    test('a page that just fits is the last one', async () => {
      const { recordings } = make();
      const workspaceId = newWorkspaceId();
      for (let index = 0; index < 3; index += 1) {
        await recordings.insert(sampleRecording({ workspaceId }));
      }
      const { items, cursor } = await recordings.list(workspaceId, {}, { limit: 3 });
      expect([items.length, cursor]).toEqual([3, null]);
    });
  });
