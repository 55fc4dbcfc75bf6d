import { expect, test } from 'vitest';
import { originalKey } from '../../../../src/recordings/object-keys.ts';
import type { Recording } from '../../../../src/recordings/recording.ts';
import { expireRecording } from '../../../../src/recordings/retention/expire-recording.ts';
import { idlePorts, memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { resultKey } from '../reset-world.ts';

const DAY_MS = 24 * 3_600_000;

function world(recording: Partial<Recording> = {}, retentionDays: number | undefined = 30) {
  const it = idlePorts({ status: 'READY', posterKey: 'a/b', ...recording });
  const { workspaceId } = it.key;
  it.recording.createdAt = it.ports.clock() - 30 * DAY_MS;
  it.settingRows.rows.set(workspaceId, { workspaceId, overrides: {}, version: 1, retentionDays });
  for (const key of [originalKey(it.key), resultKey(it.key)])
    it.objects.set(key, new Uint8Array(1));
  const content = { variant: '', content_type: 'a/b', size_bytes: 1, sha256: 's' };
  const source = { ...content, fingerprint: 'source', stage: 'source' };
  it.stored.push({ kind: 'original', key: originalKey(it.key), ...source });
  it.states.set('publish', { ...it.run, stage: 'publish', status: 'COMPLETED', attempts: 1 });
  return { ...it, expire: () => expireRecording(it.ports)(it.subject) };
}

test.each(['DOWNLOADED', 'READY', 'SKIPPED', 'FAILED'] as const)(
  'of one that is %s and old enough the files go; what its stages say stays',
  async status => {
    const it = world({ status });
    await it.expire();
    expect(it.recording).toMatchObject({ status: 'EXPIRED' });
    expect(it.recording.posterKey).toBeUndefined();
    expect([...it.objects.keys()]).toEqual([]);
    expect([it.stored.length, it.states.size]).toEqual([0, 1]);
    await it.expire();
    expect(it.recording.status).toBe('EXPIRED');
  },
);

test.each([
  { name: 'came in a moment later', age: 30 * DAY_MS - 1, days: 30 },
  { name: 'is of a workspace that keeps all by now', age: 99 * DAY_MS, days: undefined },
])('what $name stays', async ({ age, days }) => {
  const it = world({}, days);
  if (days === undefined) it.settingRows.rows.clear();
  it.recording.createdAt = it.ports.clock() - age;
  await it.expire();
  expect([it.recording.status, it.objects.size]).toEqual(['READY', 2]);
});

test('what a task works on stays until the task is over', async () => {
  const it = memoryPorts({ recording: { status: 'READY', createdAt: 0 } });
  const { workspaceId } = it.key;
  const row = { workspaceId, overrides: {}, version: 1, retentionDays: 1 };
  it.settingRows.rows.set(workspaceId, row);
  await expireRecording(it.ports)(it.subject);
  expect(it.recording.status).toBe('READY');
});

test('one that never had an original keeps its reason', async () => {
  const failure = { stage: 'upload', code: 'file_too_large', reason: 'Too large.' };
  const it = world({ status: 'FAILED', failure });
  await it.expire();
  expect(it.recording.status).toBe('FAILED');
});

test('a crash between status and files is mended by a repeat', async () => {
  const it = world();
  const files = { removePrefix: async () => Promise.reject(new Error('S3 is down.')) };
  await expect(expireRecording({ ...it.ports, files })(it.subject)).rejects.toThrow('S3 is down.');
  expect([it.recording.status, it.objects.size]).toEqual(['EXPIRED', 2]);
  await it.expire();
  expect(it.objects.size).toBe(0);
});

test('a deleted one is left to its deletion', async () => {
  const it = world({ deletedAt: 5 });
  await it.expire();
  expect(it.objects.size).toBe(2);
});
