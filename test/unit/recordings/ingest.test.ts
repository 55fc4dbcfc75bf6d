import { expect, test } from 'vitest';
import { createdObjects } from '../../../src/adapters/s3/events.ts';
import { ingestObject } from '../../../src/recordings/ingest-object.ts';
import { originalKey, readKey } from '../../../src/recordings/object-keys.ts';
import { nameFromFile, type Recording } from '../../../src/recordings/recording.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';

function world({ workspaceExists = true } = {}) {
  const workspaceId = newWorkspaceId();
  const it = memoryPorts({ recording: { workspaceId } });
  const rows = new Map<string, Recording>();
  const doors = new Map<string, string>();
  const started: string[] = [];
  const taken: string[] = [];
  let ids = 0;
  const deps = {
    ...it.ports,
    recordings: {
      find: async (_workspace: string, id: string) => rows.get(id),
      change: async (_workspace: string, id: string, change: object) =>
        Object.assign(rows.get(id) ?? {}, change) as Recording,
      insert: async (recording: Recording, door = '') => {
        if (doors.has(door)) return false;
        doors.set(door, recording.recordingId);
        rows.set(recording.recordingId, recording);
        return true;
      },
      behindDoor: async (_workspace: string, door: string) => doors.get(door),
    },
    tasks: {
      ...it.ports.tasks,
      enqueue: async ({ recordingId }: { recordingId: string }) => {
        const row = rows.get(recordingId);
        if (!row || row.lastTaskId) return false;
        row.lastTaskId = 'tsk_1';
        started.push(recordingId);
        return true;
      },
    },
    inbox: {
      take: async (_workspace: string, dropKey: string, key: string) => {
        taken.push(dropKey);
        it.objects.set(key, new Uint8Array(5));
        return true;
      },
    },
    workspaceExists: async () => workspaceExists,
    newRecordingId: () => `rec_${++ids}`,
    newTaskId: () => 'tsk_1',
  };
  const ingest = (key: string, sequencer = '01', sizeBytes = 5) =>
    ingestObject(deps)({ key, sequencer, sizeBytes });
  return { ...it, workspaceId, rows, started, taken, ingest };
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
  expect(it.started).toHaveLength(1);
});

test('the same event twice is one recording and one run; another drop is another', async () => {
  const it = world();
  const key = `inbox/${it.workspaceId}/a.mp4`;
  await Promise.all([it.ingest(key), it.ingest(key)]);
  expect([it.rows.size, it.started.length]).toEqual([1, 1]);
  await it.ingest(key, '02');
  expect([it.rows.size, it.started.length]).toEqual([2, 2]);
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
  const key = originalKey(it.workspaceId, recording.recordingId);
  it.objects.set(key, new Uint8Array(7));
  await it.ingest(key);
  expect(it.rows.get(recording.recordingId)?.status).toBe('DOWNLOADED');
  expect(it.started).toEqual([recording.recordingId]);
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
