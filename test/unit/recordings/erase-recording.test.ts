import { expect, test } from 'vitest';
import { eraseRecording } from '../../../src/recordings/erase-recording.ts';
import { originalKey } from '../../../src/recordings/object-keys.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';
import { sampleRecording } from '../../support/samples.ts';

/** A deleted recording with files and rows, beside another one. */
function deleted() {
  const it = idlePorts({ deletedAt: 5 });
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

test('a subject of another kind is a bug of the caller', async () => {
  const it = deleted();
  const erase = eraseRecording({ ...it.ports, takeBack: nothingPublic });
  await expect(erase({ ...it.subject, kind: 'note' })).rejects.toThrow(TypeError);
});
