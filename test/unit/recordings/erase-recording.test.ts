import { expect, test } from 'vitest';
import { eraseRecording } from '../../../src/recordings/erase-recording.ts';
import { originalKey, sidecarKey } from '../../../src/recordings/object-keys.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';
import { sampleRecording } from '../../support/samples.ts';

const SIX_HOURS = 6 * 3_600_000;
const DAY = 4 * SIX_HOURS;

/** A deleted recording with files and rows, beside another one. Its links are long over. */
function deleted(changes: Partial<Recording> = {}) {
  const it = idlePorts({ deletedAt: 5, createdAt: 1, ...changes });
  const neighbour = sampleRecording({ workspaceId: it.key.workspaceId });
  it.store.recordings.set(neighbour.recordingId, neighbour);
  for (const key of [originalKey(it.key), originalKey(neighbour)]) {
    it.objects.set(key, new Uint8Array(1));
  }
  it.states.set('render', { ...it.run, stage: 'render', status: 'COMPLETED', attempts: 1 });
  const left = () => [it.objects.size, it.states.size, it.store.recordings.size];
  return { ...it, left };
}

const nothingPublic = async () => false;

test('what is public goes first, by somebody else who asks again', async () => {
  const it = deleted();
  const asked: unknown[] = [];
  const takeBack = async (...question: unknown[]) => {
    asked.push(question);
    return true;
  };
  await eraseRecording({ ...it.ports, takeBack })(it.subject);
  expect(asked).toEqual([[it.subject, 'erase']]);
  expect(it.left()).toEqual([2, 1, 2]);
});

test('then files, rows and at last the recording go, and no other', async () => {
  const it = deleted();
  const erase = eraseRecording({ ...it.ports, takeBack: nothingPublic });
  await erase(it.subject);
  expect(it.left()).toEqual([1, 0, 1]);
  await erase(it.subject);
  expect(it.left()).toEqual([1, 0, 1]);
});

test.each([
  { what: 'the page', port: 'takeBack', left: [2, 1, 2] },
  { what: 'the files', port: 'files', left: [2, 1, 2] },
  { what: 'the rows', port: 'rows', left: [1, 1, 2] },
] as const)('where $what cannot be removed, the row that names the rest stays', async row => {
  const it = deleted();
  const dies = async () => Promise.reject(new Error('throttled'));
  const broken = {
    takeBack: { takeBack: dies },
    files: { files: { removePrefix: dies } },
    rows: { rows: { erase: dies } },
  }[row.port];
  const deps = { ...it.ports, takeBack: nothingPublic, ...broken };
  await expect(eraseRecording(deps)(it.subject)).rejects.toThrow('throttled');
  expect(it.left()).toEqual(row.left);
});

test('an upload that is under way ends with its recording', async () => {
  const upload = { uploadId: 'u1', partSizeBytes: 10, expiresAt: 9e12, sidecar: true };
  const it = deleted({ upload });
  it.pending.set('u1', new Map([[1, new Uint8Array(3)]]));
  await eraseRecording({ ...it.ports, takeBack: nothingPublic })(it.subject);
  expect([...it.pending.keys()]).toEqual([]);
});

test('what a link put there after the deletion goes once the link is over', async () => {
  const deletedAt = 1_700_000_000_000;
  const it = deleted({ deletedAt, createdAt: deletedAt - 1000 });
  let now = deletedAt + 1000;
  const deps = { ...it.ports, takeBack: nothingPublic, clock: () => now };
  await eraseRecording(deps)(it.subject);
  expect(it.left()).toEqual([1, 0, 2]);
  it.objects.set(sidecarKey(it.key), new Uint8Array(1));
  expect(await it.ports.expired.listErasable(deletedAt + SIX_HOURS)).toEqual([]);
  expect(await it.ports.expired.listErasable(deletedAt + DAY)).toEqual([it.key]);
  now = deletedAt + DAY;
  await eraseRecording(deps)(it.subject);
  expect(it.left()).toEqual([1, 0, 1]);
  expect(await it.ports.expired.listErasable(now + DAY)).toEqual([]);
});

test.each([
  { name: 'came by the inbox', source: 's3' as const, createdAt: 1_699_999_999_000 },
  { name: 'was made a week before', source: 'upload' as const, createdAt: 1_699_300_000_000 },
])('a recording that $name has no link and goes at once', async ({ source, createdAt }) => {
  const deletedAt = 1_700_000_000_000;
  const it = deleted({ source, createdAt, deletedAt });
  const deps = { ...it.ports, takeBack: nothingPublic, clock: () => deletedAt + 1000 };
  await eraseRecording(deps)(it.subject);
  expect(it.left()).toEqual([1, 0, 1]);
});

test('a subject of another kind is a bug of the caller', async () => {
  const it = deleted();
  const erase = eraseRecording({ ...it.ports, takeBack: nothingPublic });
  await expect(erase({ ...it.subject, kind: 'note' })).rejects.toThrow(TypeError);
});
