import { expect, test } from 'vitest';
import { createdObjects } from '../../../src/adapters/s3/events.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { ingestObject } from '../../../src/recordings/ingest-object.ts';
import { originalKey, readKey } from '../../../src/recordings/object-keys.ts';
import { nameFromFile } from '../../../src/recordings/recording.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';

function world({ workspaceExists = true } = {}) {
  const workspaceId = newWorkspaceId();
  const it = memoryPorts({ recording: { workspaceId } });
  const before = it.recording.recordingId;
  const { recordings, tasks } = it.store;
  recordings.delete(before);
  tasks.clear();
  const taken: string[] = [];
  const deps = {
    ...it.ports,
    inbox: {
      moveIn: async (_workspace: string, dropKey: string, key: string) => {
        taken.push(dropKey);
        it.objects.set(key, new Uint8Array(5));
        return true;
      },
    },
    workspaceExists: async () => workspaceExists,
    newRecordingId: () => newId('recording'),
    newTaskId: () => newId('task'),
  };
  const ingest = (key: string, sequencer = '01', sizeBytes = 5) =>
    ingestObject(deps)({ key, sequencer, sizeBytes });
  const started = () => [...tasks.values()].map(({ subject }) => subject.id);
  return { ...it, workspaceId, rows: recordings, started, taken, ingest };
}

test('a dropped file becomes a recording and its processing starts', async () => {
  const it = world();
  await it.ingest(`inbox/${it.workspaceId}/autumn/Лекция_1.mp4`);
  const [recording] = it.rows.values();
  expect(recording).toMatchObject({
    source: 's3',
    sourceFileName: 'Лекция_1.mp4',
    displayName: 'Лекция 1',
    status: 'DOWNLOADED',
  });
  expect(it.started()).toHaveLength(1);
});

test('the same event twice is one recording and one run; another drop is another', async () => {
  const it = world();
  const key = `inbox/${it.workspaceId}/a.mp4`;
  await Promise.all([it.ingest(key), it.ingest(key)]);
  expect([it.rows.size, it.started().length]).toEqual([1, 1]);
  await it.ingest(key, '02');
  expect([it.rows.size, it.started().length]).toEqual([2, 2]);
});

test.each([
  { name: 'a folder', key: 'talks/', size: 0 },
  { name: 'an empty file', key: 'a.mp4', size: 0 },
  { name: 'subtitles', key: 'a.srt', size: 9 },
  { name: 'a hidden file', key: '.DS_Store', size: 9 },
])('$name in the inbox is let be', async ({ key, size }) => {
  const it = world();
  await it.ingest(`inbox/${it.workspaceId}/${key}`, '01', size);
  expect(it.rows.size).toBe(0);
});

test('a drop for a workspace that does not exist is let be', async () => {
  const it = world({ workspaceExists: false });
  await it.ingest(`inbox/${it.workspaceId}/a.mp4`);
  expect(it.rows.size).toBe(0);
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

test.each([
  'inbox/not-a-workspace/a.mp4',
  'workspaces/wsp_x/recordings/rec_1/original',
  'elsewhere/a.mp4',
  'inbox/',
])('the key %s is not ours', key => {
  expect(readKey(key)).toBeUndefined();
});

test('keys of events are decoded, and only creations count', () => {
  const object = { key: 'inbox/w/a+b%D0%9B.mp4', size: 3, sequencer: '9' };
  const records = ['ObjectCreated:Put', 'ObjectRemoved:Delete'].map(eventName => ({
    eventName,
    s3: { object },
  }));
  const body = JSON.stringify({ Records: records });
  expect(createdObjects(body)).toEqual([{ key: 'inbox/w/a bЛ.mp4', sizeBytes: 3, sequencer: '9' }]);
  expect(createdObjects('{"Event":"s3:TestEvent"}')).toEqual([]);
});

test.each([
  ['talk.mp4', 'talk'],
  ['C:\\videos\\My_talk.MOV', 'My talk'],
  ['.mp4', 'Recording'],
  ['a "quoted" name.mkv', 'a "quoted" name'],
  ['v1.2 final.mp4', 'v1.2 final'],
])('%s is shown as %s', (file, name) => {
  expect(nameFromFile(file)).toBe(name);
});
