import { describe, expect, test } from 'vitest';
import { ingestDrop, isMediaDrop } from '../../../src/recordings/ingest-drop.ts';
import { originalKey } from '../../../src/recordings/object-keys.ts';
import { worldOfInbox } from './inbox-world.ts';

function world(changes: Parameters<typeof worldOfInbox>[0] = {}) {
  const it = worldOfInbox(changes);
  const drop = (path: string, sequencer = '01') => ({
    ...{ workspaceId: it.workspaceId, key: it.at(path), sequencer },
    fileName: path,
  });
  it.drop('a.mp4');
  return {
    ...it,
    ingest: (path = 'a.mp4', sequencer?: string) => ingestDrop(it.deps)(drop(path, sequencer)),
  };
}

test('the file moves to its recording, whose first run starts', async () => {
  const it = world();
  const ingested = await it.ingest();
  expect(ingested).toMatchObject({ source: 's3', status: 'DOWNLOADED', sizeBytes: 5 });
  expect([...it.objects.keys()]).toEqual(ingested ? [originalKey(ingested)] : []);
  expect(it.started()).toEqual([ingested?.recordingId]);
});

test('the same event twice is one recording and one run; another drop is another', async () => {
  const it = world();
  const [first, second] = await Promise.all([it.ingest(), it.ingest()]);
  expect(first?.recordingId).toBe(second?.recordingId);
  expect([it.rows.size, it.started().length]).toEqual([1, 1]);
  it.drop('a.mp4');
  await it.ingest('a.mp4', '02');
  expect([it.rows.size, it.started().length]).toEqual([2, 2]);
});

test('a call that died before the file moved is finished by the second event', async () => {
  const it = world();
  const dies = async () => Promise.reject(new Error('power cut'));
  const { inbox } = it.deps;
  it.deps.inbox = { ...inbox, moveIn: dies };
  await expect(it.ingest()).rejects.toThrow('power cut');
  expect([...it.rows.values()].map(({ status }) => status)).toEqual(['DOWNLOADING']);
  it.deps.inbox = inbox;
  expect(await it.ingest()).toMatchObject({ status: 'DOWNLOADED' });
  expect([it.rows.size, it.started().length]).toEqual([1, 1]);
});

test('a second event after the deletion brings nothing back', async () => {
  const it = world();
  await it.ingest();
  const [recording] = it.rows.values();
  if (recording) recording.deletedAt = 5;
  expect(await it.ingest()).toBeUndefined();
  expect(it.rows.size).toBe(1);
});

test('a drop that workers have no disk for fails with its code, once, and stays where it is', async () => {
  const it = world();
  it.deps.largestUploadBytes = 4;
  const ingested = await it.ingest();
  const failure = { code: 'file_too_large', reason: expect.stringContaining('are taken in here') };
  expect(ingested).toMatchObject({ status: 'FAILED', sizeBytes: 5, failure });
  expect(await it.ingest()).toEqual(ingested);
  expect([it.rows.size, it.started()]).toEqual([1, []]);
  expect([...it.objects.keys()]).toEqual([it.at('a.mp4')]);
});

test('a drop that the plan has no room for fails, once, and stays where it is', async () => {
  const it = world();
  const refusal = async () => new Error('The plan is full.');
  it.deps.room = async () => ({ bytes: 4, refusal });
  const ingested = await it.ingest();
  const failure = { code: 'quota_exceeded', reason: 'The plan is full. Then drop the file again.' };
  expect(ingested).toMatchObject({ status: 'FAILED', sizeBytes: 5, failure });
  expect(await it.ingest()).toEqual(ingested);
  expect([it.rows.size, it.started(), it.store.stored.get(it.workspaceId)]).toEqual([1, [], 0]);
  expect([...it.objects.keys()]).toEqual([it.at('a.mp4')]);
});

describe('a drop that is replaced by a larger one', () => {
  const large = (it: ReturnType<typeof world>) => it.drop('a.mp4', 9);
  const TOO_LARGE = { status: 'FAILED', sizeBytes: 9, failure: { code: 'file_too_large' } };

  test.each<[string, (it: ReturnType<typeof world>) => Promise<unknown>]>([
    ['before its event is handled', async it => large(it)],
    [
      'while it is copied',
      async it => {
        const { inbox } = it.deps;
        it.deps.inbox = {
          ...inbox,
          moveIn: async (...given) => {
            large(it);
            return inbox.moveIn(...given);
          },
        };
        await expect(it.ingest()).rejects.toThrow();
        it.deps.inbox = inbox;
      },
    ],
  ])('%s, is measured again, and refused', async (_, replace) => {
    const it = world();
    it.deps.largestUploadBytes = 8;
    await replace(it);
    expect(await it.ingest()).toMatchObject(TOO_LARGE);
    expect(await it.ingest()).toMatchObject(TOO_LARGE);
    expect([it.rows.size, it.started()]).toEqual([1, []]);
    expect(it.objects.get(it.at('a.mp4'))?.length).toBe(9);
  });

  test('after it was taken in, is left to its own event', async () => {
    const it = world();
    const first = await it.ingest();
    large(it);
    expect(await it.ingest()).toMatchObject({ recordingId: first?.recordingId, sizeBytes: 5 });
    expect(it.objects.get(it.at('a.mp4'))?.length).toBe(9);
    expect(await it.ingest('a.mp4', '02')).toMatchObject({ status: 'DOWNLOADED', sizeBytes: 9 });
  });
});

test('the event of a drop that another has taken in makes no recording', async () => {
  const it = world();
  await it.ingest('a.mp4', '01');
  expect(await it.ingest('a.mp4', '02')).toBeUndefined();
  expect(it.rows.size).toBe(1);
});

test('a drop for a workspace that does not exist is let be', async () => {
  const it = world({ workspaceExists: false });
  expect(await it.ingest()).toBeUndefined();
  expect(it.rows.size).toBe(0);
  expect([...it.objects.keys()]).toEqual([it.at('a.mp4')]);
});

test.each([
  { fileName: 'a.mp4', sizeBytes: 1, isMedia: true },
  { fileName: 'a', sizeBytes: 1, isMedia: true },
  { fileName: 'a.mp4', sizeBytes: 0, isMedia: false },
  { fileName: '.a.mp4', sizeBytes: 1, isMedia: false },
  { fileName: 'a.VTT', sizeBytes: 1, isMedia: false },
  { fileName: 'a.mp4.part', sizeBytes: 1, isMedia: false },
  { fileName: 'vtt.mp4', sizeBytes: 1, isMedia: true },
])('$fileName of $sizeBytes bytes may be a recording: $isMedia', row => {
  expect(isMediaDrop(row.fileName, row.sizeBytes)).toBe(row.isMedia);
});
