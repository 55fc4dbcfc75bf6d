import { expect, test } from 'vitest';
import { processRecording } from '../../../src/recordings/process-recording.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { idlePorts, memoryPorts } from '../../support/fakes/memory-ports.ts';

const OPERATION = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const CONFIG = { trim: { enabled: false } };

function world(recording: Partial<Recording> = {}) {
  const it = idlePorts(recording);
  const start = processRecording({ ...it.ports, speechLanguages: ['en'] });
  const process = (config?: Record<string, unknown>) =>
    start(it.key, { config, operationId: OPERATION });
  return { ...it, process };
}

test.each(['DOWNLOADED', 'READY', 'FAILED', 'SKIPPED'] as const)(
  'a recording that is %s is queued under the operation’s name',
  async status => {
    const it = world({ status });
    const task = await it.process();
    expect(task).toMatchObject({ taskId: `tsk_${OPERATION}`, status: 'QUEUED' });
    expect([...it.store.tasks.values()]).toEqual([task]);
    const { workspaceId } = it.key;
    expect(it.sent).toMatchObject([{ command: 'admit', workspaceId }]);
  },
);

test('settings of the request count for this run alone: the recording keeps its own', async () => {
  const configOverrides = { topics: { enabled: false } };
  const it = world({ configOverrides });
  const task = await it.process(CONFIG);
  expect(task.requestConfig).toEqual(CONFIG);
  expect(it.store.tasks.get(task.taskId)?.requestConfig).toEqual(CONFIG);
  expect(it.recording.configOverrides).toEqual(configOverrides);
});

test('a request that contradicts what the recording has is refused', async () => {
  const configOverrides = { metadata: { topics_display: { max_length: 20 } } };
  const it = world({ configOverrides });
  const refused = it.process({ metadata: { topics_display: { min_length: 30 } } });
  const path = 'config.metadata.topics_display.min_length';
  await expect(refused).rejects.toMatchObject({ code: 'invalid_request', errors: [{ path }] });
});

test('a language is not judged here: a sidecar may bring the words', async () => {
  const it = world();
  await expect(it.process({ transcription: { language: 'sw' } })).resolves.toBeDefined();
});

test('a repeat of the operation answers the same task and starts no second', async () => {
  const it = world();
  const first = await it.process();
  expect(await it.process()).toMatchObject({ taskId: first.taskId });
  expect(it.store.tasks.size).toBe(1);
});

test('while a task works on it nothing is queued, and its settings stay', async () => {
  const it = memoryPorts();
  const start = processRecording({ ...it.ports, speechLanguages: null });
  const started = start(it.key, { config: CONFIG, operationId: OPERATION });
  await expect(started).rejects.toMatchObject({ code: 'conflict' });
  expect(it.recording.configOverrides).toEqual({});
});

test.each([
  { status: 'DOWNLOADING' as const, code: 'upload_incomplete' },
  { status: 'EXPIRED' as const, code: 'expired' },
])('one that is $status is refused with $code', async ({ status, code }) => {
  await expect(world({ status }).process()).rejects.toMatchObject({ code });
});

const BLANK = { status: 'SKIPPED', source: 's3', sizeBytes: 1000 } as const;

test('a blank recording is refused, and the refusal says how to process it', async () => {
  const it = world(BLANK);
  const refused = it.process();
  await expect(refused).rejects.toMatchObject({ code: 'conflict', errors: [{ path: 'force' }] });
  expect(it.store.tasks.size).toBe(0);
});

test('with force it is queued, and no later run leaves it out', async () => {
  const it = world(BLANK);
  const start = processRecording({ ...it.ports, speechLanguages: null });
  await start(it.key, { force: true, operationId: OPERATION });
  expect(it.store.tasks.size).toBe(1);
  expect(it.recording.isForced).toBe(true);
});

test('it needs no force where the rule is off, or for a run that turns it off', async () => {
  const it = world(BLANK);
  await expect(it.process({ blank: { enabled: false } })).resolves.toBeDefined();
});
