import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { INPUT_LIMITS } from '../../../src/kernel/input-limits.ts';
import { acceptOriginal } from '../../../src/recordings/accept-original.ts';
import { originalKey, sidecarKey } from '../../../src/recordings/object-keys.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';
import { UPLOAD } from './upload-world.ts';

function world(recording: Partial<Recording> = {}) {
  const it = idlePorts({ status: 'DOWNLOADING', upload: UPLOAD, ...recording });
  const arrives = (key: string, bytes: number) => it.objects.set(key, new Uint8Array(bytes));
  return {
    ...it,
    originalArrives: () => arrives(originalKey(it.key), 7),
    sidecarArrives: () => arrives(sidecarKey(it.key), 3),
    accept: () => acceptOriginal(it.ports)(it.key),
    started: () => [...it.store.tasks.values()].map(({ subject }) => subject.id),
  };
}

test.each(['INITIALIZED', 'DOWNLOADING'] as const)(
  'what arrived for a recording that is %s is written down, and its first run starts',
  async status => {
    const it = world({ status });
    it.originalArrives();
    const accepted = await it.accept();
    expect(accepted).toMatchObject({ status: 'DOWNLOADED', sizeBytes: 7 });
    expect(accepted?.upload).toBeUndefined();
    expect(it.stored).toEqual([
      {
        ...{ kind: 'original', variant: '', key: originalKey(it.key), size_bytes: 7 },
        ...{ content_type: 'application/octet-stream', fingerprint: 'source', stage: 'source' },
        sha256: expect.stringMatching(/^etag:[0-9a-f]{32}$/),
      },
    ]);
    expect(it.started()).toEqual([it.recording.recordingId]);
    expect(accepted?.activeTaskId).toBe(accepted?.lastTaskId);
  },
);

test('a sidecar beside it is written down, too', async () => {
  const it = world();
  it.originalArrives();
  it.sidecarArrives();
  await it.accept();
  expect(it.stored.map(({ kind }) => kind)).toEqual(['original', 'sidecar']);
  const sha256 = createHash('sha256').update(new Uint8Array(3)).digest('hex');
  expect(it.stored[1]).toMatchObject({ sha256, size_bytes: 3 });
});

test('a sidecar that no one can mean is not read, and not taken in', async () => {
  const it = world();
  it.originalArrives();
  it.objects.set(sidecarKey(it.key), new Uint8Array(INPUT_LIMITS.sidecarBytes.most + 1));
  const read = async () => Promise.reject(new Error('never'));
  await acceptOriginal({ ...it.ports, files: { ...it.ports.files, read } })(it.key);
  expect(it.stored.map(({ kind }) => kind)).toEqual(['original']);
});

test('a sidecar alone is not enough', async () => {
  const it = world();
  it.sidecarArrives();
  expect(await it.accept()).toMatchObject({ status: 'DOWNLOADING', upload: UPLOAD });
  expect([it.stored, it.started()]).toEqual([[], []]);
});

test('called by the client and by storage at once it starts one run', async () => {
  const it = world();
  it.originalArrives();
  await Promise.all([it.accept(), it.accept(), it.accept()]);
  await it.accept();
  expect(it.started()).toHaveLength(1);
  expect(it.stored).toHaveLength(1);
});

test('a call that died before the run began is finished by the next', async () => {
  const it = world({ status: 'DOWNLOADED', upload: undefined });
  await it.accept();
  expect(it.started()).toHaveLength(1);
});

test.each([
  { name: 'was told to wait', change: { processOnArrival: false } },
  { name: 'had a run before', change: { lastTaskId: newId('task') } },
])('a recording that $name is not processed', async ({ change }) => {
  const it = world(change);
  it.originalArrives();
  expect((await it.accept())?.status).toBe('DOWNLOADED');
  expect(it.started()).toEqual([]);
});

test('of an unknown and a deleted recording nothing is written', async () => {
  const it = world({ deletedAt: 5 });
  it.originalArrives();
  expect(await it.accept()).toBeUndefined();
  expect([it.stored, it.started()]).toEqual([[], []]);
});

test('a table that does not answer is not taken for somebody else’s run', async () => {
  const it = world();
  it.originalArrives();
  const enqueue = async () => Promise.reject(new Error('throttled'));
  const tasks = { ...it.ports.tasks, enqueue };
  await expect(acceptOriginal({ ...it.ports, tasks })(it.key)).rejects.toThrow('throttled');
});

test.each([
  { name: 'a drop that is too small', row: { source: 's3' }, overrides: {}, status: 'SKIPPED' },
  {
    name: 'an upload, however small',
    row: { source: 'upload' },
    overrides: {},
    status: 'DOWNLOADED',
  },
  {
    name: 'an upload where the rule is for all',
    row: { source: 'upload' },
    overrides: { blank: { applies_to: 'all' } },
    status: 'SKIPPED',
  },
  {
    name: 'a drop where the rule is off',
    row: { source: 's3' },
    overrides: { blank: { enabled: false } },
    status: 'DOWNLOADED',
  },
  {
    name: 'one whose own config has no limit of size',
    row: { source: 's3', configOverrides: { blank: { min_megabytes: 0 } } },
    overrides: {},
    status: 'DOWNLOADED',
  },
] as const)('$name is $status', async ({ row, overrides, status }) => {
  const it = world(row);
  const { workspaceId } = it.key;
  it.settingRows.rows.set(workspaceId, { workspaceId, overrides, version: 1 });
  it.originalArrives();
  const accepted = await it.accept();
  expect(accepted?.status).toBe(status);
  expect(it.started()).toHaveLength(status === 'SKIPPED' ? 0 : 1);
  const skipReason = {
    code: 'blank',
    measured: { bytes: 7 },
    limits: { seconds: 1200, bytes: 25 * 1024 ** 2 },
  };
  expect(accepted?.skipReason).toEqual(status === 'SKIPPED' ? skipReason : undefined);
  // The storage's own event comes later than the client's call, or twice.
  expect(await it.accept()).toEqual(accepted);
});
