import { afterAll, beforeAll, expect, test } from 'vitest';
import { artifactRepository } from '../../../src/adapters/dynamodb/pipeline/artifact-repository.ts';
import { engineRows } from '../../../src/adapters/dynamodb/pipeline/engine-rows.ts';
import { stageRepository } from '../../../src/adapters/dynamodb/pipeline/stage-repository.ts';
import { taskRepository } from '../../../src/adapters/dynamodb/pipeline/task-repository.ts';
import { recordingRepository } from '../../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { newId } from '../../../src/kernel/ids.ts';
import { taskKey } from '../../../src/pipeline/tasks/task.ts';
import { recordingSubject } from '../../../src/recordings/recording-key.ts';
import { newWorkspaceId, sampleRecording, sampleTask } from '../../support/samples.ts';
import { startTable } from '../../support/table.ts';

type Started = Awaited<ReturnType<typeof startTable>>;
let started: Started;
let recordings: ReturnType<typeof recordingRepository>;

beforeAll(async () => {
  started = await startTable();
  recordings = recordingRepository(started.table);
});
afterAll(() => started.stop());

test('what was inserted is found, by its own workspace only', async () => {
  const recording = sampleRecording({
    sha256: 'ab',
    configOverrides: { trim: { enabled: false } },
  });
  expect(await recordings.insert(recording)).toBe(true);
  expect(await recordings.insert(recording)).toBe(false);
  expect(await recordings.find(recording)).toEqual(recording);
  expect(await recordings.find({ ...recording, workspaceId: newWorkspaceId() })).toBeUndefined();
});

test('a deduplication key lets in one recording, and tells which', async () => {
  const workspaceId = newWorkspaceId();
  const rows = Array.from({ length: 10 }, () => sampleRecording({ workspaceId }));
  const answers = await Promise.all(rows.map(row => recordings.insert(row, 'drop-1')));
  expect(answers.filter(Boolean)).toHaveLength(1);
  const winner = rows[answers.indexOf(true)];
  expect(await recordings.findDuplicate(workspaceId, 'drop-1')).toBe(winner?.recordingId);
  const { items } = await recordings.list(workspaceId, {}, { limit: 100 });
  expect(items).toHaveLength(1);
});

test('a change needs the right state, and null removes', async () => {
  const upload = { uploadId: 'u', partSizeBytes: 5, expiresAt: 9, sidecar: false };
  const recording = sampleRecording({ status: 'DOWNLOADING', upload });
  await recordings.insert(recording);
  const changes = { status: 'DOWNLOADED', upload: null } as const;
  const wrong = { from: ['READY'] as const };
  expect(await recordings.change(recording, changes, wrong, 2)).toBeUndefined();
  const right = { from: ['DOWNLOADING'] as const };
  const changed = await recordings.change(recording, changes, right, 2);
  expect(changed).toMatchObject({ status: 'DOWNLOADED', updatedAt: 2 });
  expect(changed?.upload).toBeUndefined();
});

test('a recording that is being deleted is unknown', async () => {
  const recording = sampleRecording();
  const { workspaceId } = recording;
  await recordings.insert(recording);
  const expected = { from: ['DOWNLOADED'] as const, activeTaskId: null };
  await recordings.change(recording, { deletedAt: 3 }, expected, 3);
  expect(await recordings.find(recording)).toBeUndefined();
  expect((await recordings.list(workspaceId, {}, { limit: 5 })).items).toEqual([]);
});

test('lists filter in the table and page by cursor', async () => {
  const workspaceId = newWorkspaceId();
  for (let index = 0; index < 9; index += 1) {
    const status = index % 2 ? ('READY' as const) : ('FAILED' as const);
    const recordingId = newId('recording', 1000 + index);
    const displayName = `Lecture ${index}`;
    await recordings.insert(sampleRecording({ workspaceId, recordingId, status, displayName }));
  }
  const first = await recordings.list(workspaceId, { status: 'READY' }, { limit: 3 });
  expect(first.items.map(row => row.displayName)).toEqual(['Lecture 7', 'Lecture 5', 'Lecture 3']);
  const cursor = first.cursor ?? undefined;
  const second = await recordings.list(workspaceId, { status: 'READY' }, { limit: 3, cursor });
  expect(second.items.map(row => row.displayName)).toEqual(['Lecture 1']);
  expect(second.cursor).toBeNull();
  const found = await recordings.list(workspaceId, { search: 'ture 4' }, { limit: 3 });
  expect(found.items).toHaveLength(1);
});

test('an artifact is inserted once, by one of many, and only while its recording is there', async () => {
  const artifacts = artifactRepository(started.table);
  const recording = sampleRecording();
  const scope = recordingSubject(recording);
  const artifact = (variant: string, key: string) => ({
    ...{ kind: 'manual_edit' as const, variant, key, content_type: 'application/json' },
    ...{ size_bytes: 1, sha256: 'a', fingerprint: 'source' },
  });
  expect(await artifacts.insert(scope, 'source', artifact('000001', 'k'))).toBe(false);
  await recordings.insert(recording);
  const keys = Array.from({ length: 5 }, (_, index) => `k${index}`);
  const tries = keys.map(key => artifacts.insert(scope, 'source', artifact('000001', key)));
  const answers = await Promise.all(tries);
  expect(answers.filter(Boolean)).toHaveLength(1);
  const won = keys[answers.indexOf(true)];
  expect(await artifacts.list(scope)).toMatchObject([{ variant: '000001', key: won }]);
  const expected = { from: ['DOWNLOADED'] as const };
  await recordings.change(recording, { deletedAt: 3 }, expected, 3);
  expect(await artifacts.insert(scope, 'source', artifact('000002', 'k'))).toBe(false);
});

test('stages are written only while their run goes on, and erased with the recording', async () => {
  const tasks = taskRepository(started.table);
  const stages = stageRepository(started.table);
  const artifacts = artifactRepository(started.table);
  const rows = engineRows(started.table);
  const recording = sampleRecording();
  const task = sampleTask(recording);
  const { subject, taskId } = task;
  const row = { subject, taskId, stage: 'render', status: 'RUNNING', attempts: 1 } as const;
  await recordings.insert(recording);
  await tasks.enqueue(task, { from: ['DOWNLOADED'], firstRun: true });
  expect(await stages.put(row)).toBe(false);
  await tasks.admit(taskKey(task), 1, 5);
  expect(await stages.put(row)).toBe(true);
  expect(await stages.list(subject)).toEqual([row]);

  const made = Array.from({ length: 120 }, (_, index) => ({
    kind: 'speech_audio' as const,
    variant: `${index}.flac`,
    key: `k${index}`,
    content_type: 'audio/flac',
    size_bytes: 1,
    sha256: 'a',
    fingerprint: 'f',
  }));
  await artifacts.put(subject, 'analyze', made);
  await artifacts.put(subject, 'source', [{ ...made[0], kind: 'original', variant: '' } as never]);
  expect(await artifacts.list(subject)).toHaveLength(121);
  await rows.clear(subject);
  expect(await artifacts.list(subject)).toMatchObject([
    { kind: 'original', variant: '', stage: 'source' },
  ]);
  expect(await stages.list(subject)).toEqual([]);
  await rows.erase(subject);
  await rows.erase(subject);
  expect(await artifacts.list(subject)).toEqual([]);
});
