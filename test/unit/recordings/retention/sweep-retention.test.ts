import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import type { RecordingKey } from '../../../../src/recordings/recording-key.ts';
import { minuteOf, sweepRetention } from '../../../../src/recordings/retention/sweep-retention.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { sampleRecording } from '../../../support/samples.ts';

const DAY_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

function world(unfinished: RecordingKey[] = []) {
  const it = idlePorts();
  const { workspaceId } = it.key;
  it.store.recordings.clear();
  const now = 1_800_000 * 1_000_000 + minuteOf(workspaceId) * 60_000;
  const has = (changes: Parameters<typeof sampleRecording>[0]) => {
    const row = sampleRecording({ workspaceId, recordingId: newId('recording'), ...changes });
    it.store.recordings.set(row.recordingId, row);
    return row.recordingId;
  };
  const retention = {
    workspaces: async () => [{ workspaceId, retentionDays: 10 }],
    unfinished: async () => unfinished,
  };
  const sweep = (at = now) => sweepRetention({ ...it.ports, retention, clock: () => at })();
  const asked = () => it.sent.flatMap(sent => (sent.command === 'expire' ? sent.subject.id : []));
  return {
    ...it,
    workspaceId,
    now: now - (now % HOUR_MS) + minuteOf(workspaceId) * 60_000,
    has,
    sweep,
    asked,
  };
}

test('what is older than its workspace keeps is asked to expire, whatever state it rests in', async () => {
  const it = world();
  const old = { createdAt: it.now - 10 * DAY_MS, startTime: it.now - 10 * DAY_MS };
  const over = (['READY', 'FAILED', 'SKIPPED', 'DOWNLOADED'] as const).map(status =>
    it.has({ ...old, status }),
  );
  it.has({ ...old, status: 'PROCESSING' });
  it.has({ ...old, status: 'EXPIRED' });
  it.has({ ...old, status: 'READY', activeTaskId: newId('task') });
  it.has({ ...old, status: 'READY', createdAt: it.now - 9 * DAY_MS });
  await it.sweep(it.now);
  expect(it.asked().sort()).toEqual(over.sort());
});

test('a workspace is looked into once an hour; what is half done each minute', async () => {
  const recordingId = newId('recording');
  const it = world();
  it.has({ createdAt: 0, startTime: 0, status: 'READY' });
  await it.sweep(it.now + 60_000);
  expect(it.asked()).toEqual([]);
  const halfDone = world([{ workspaceId: it.workspaceId, recordingId }]);
  await halfDone.sweep(halfDone.now + 60_000);
  expect(halfDone.asked()).toEqual([recordingId]);
});

test('a pass is bounded', async () => {
  const it = world();
  for (let index = 0; index < 700; index += 1)
    it.has({ createdAt: 0, startTime: index, status: 'READY' });
  await it.sweep(it.now);
  expect(it.asked()).toHaveLength(500);
});
