import { expect, test } from 'vitest';
import { ingestObject } from '../../../src/recordings/ingest-object.ts';
import { originalKey } from '../../../src/recordings/object-keys.ts';
import { sampleRecording } from '../../support/samples.ts';
import { worldOfInbox } from './inbox-world.ts';

function world() {
  const it = worldOfInbox();
  const ingest = (key: string, sequencer = '01', sizeBytes = 5) =>
    ingestObject(it.deps)({ key, sequencer, sizeBytes });
  return { ...it, ingest };
}

test('a dropped file becomes a recording and its processing starts', async () => {
  const it = world();
  it.drop('autumn/Лекция_1.mp4');
  await it.ingest(it.at('autumn/Лекция_1.mp4'));
  const [recording] = it.rows.values();
  expect(recording).toMatchObject({
    source: 's3',
    sourceFileName: 'Лекция_1.mp4',
    displayName: 'Лекция 1',
    status: 'DOWNLOADED',
  });
  expect(it.started()).toHaveLength(1);
});

test.each([
  { name: 'a folder', key: 'talks/', size: 0 },
  { name: 'an empty file', key: 'a.mp4', size: 0 },
  { name: 'subtitles', key: 'a.srt', size: 9 },
  { name: 'a hidden file', key: '.DS_Store', size: 9 },
])('$name in the inbox is let be', async ({ key, size }) => {
  const it = world();
  it.drop(key, size);
  await it.ingest(it.at(key), '01', size);
  expect(it.rows.size).toBe(0);
  expect(it.objects.size).toBe(1);
});

test('the event of a direct upload leads to its recording', async () => {
  const it = world();
  const recording = sampleRecording({ workspaceId: it.workspaceId, status: 'DOWNLOADING' });
  it.rows.set(recording.recordingId, recording);
  const key = originalKey(recording);
  it.objects.set(key, new Uint8Array(7));
  await it.ingest(key);
  expect(it.rows.get(recording.recordingId)?.status).toBe('DOWNLOADED');
  expect(it.started()).toEqual([recording.recordingId]);
});

test('an original of an unknown recording and what is not ours are let be', async () => {
  const it = world();
  const recording = sampleRecording({ workspaceId: it.workspaceId });
  it.objects.set(originalKey(recording), new Uint8Array(7));
  await it.ingest(originalKey(recording));
  await it.ingest('elsewhere/a.mp4');
  expect([it.rows.size, it.started()]).toEqual([0, []]);
});
