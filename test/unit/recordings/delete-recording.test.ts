import { expect, test } from 'vitest';
import { deleteRecording, eraseRecording } from '../../../src/recordings/delete-recording.ts';
import { originalKey } from '../../../src/recordings/object-keys.ts';
import { idlePorts, memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';

test.each(['DOWNLOADING', 'DOWNLOADED', 'READY', 'FAILED', 'EXPIRED'] as const)(
  'a recording that is %s is unknown at once, and its erasure is asked for',
  async status => {
    const it = idlePorts({ status });
    await deleteRecording(it.ports)(it.key);
    expect(await it.ports.recordings.find(it.key)).toBeUndefined();
    expect(it.recording.deletedAt).toBe(it.ports.clock());
    expect(it.sent).toEqual([{ command: 'erase', subject: it.subject }]);
  },
);

test('while a task works on it, it stays, and the answer names the task', async () => {
  const it = memoryPorts();
  await expect(deleteRecording(it.ports)(it.key)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(it.run.taskId),
  });
  expect(it.recording.deletedAt).toBeUndefined();
  expect(it.sent).toEqual([]);
});

test('unknown, foreign and deleted ones are not found', async () => {
  const it = idlePorts();
  const foreign = { ...it.key, workspaceId: newWorkspaceId() };
  await expect(deleteRecording(it.ports)(foreign)).rejects.toMatchObject({ code: 'not_found' });
  await deleteRecording(it.ports)(it.key);
  await expect(deleteRecording(it.ports)(it.key)).rejects.toMatchObject({ code: 'not_found' });
  expect(it.sent).toHaveLength(1);
});

/** A deleted recording with files and rows, beside another one. */
function deleted() {
  const it = idlePorts({ deletedAt: 5 });
  const neighbour = sampleRecording({ workspaceId: it.key.workspaceId });
  it.store.recordings.set(neighbour.recordingId, neighbour);
  for (const key of [originalKey(it.key), originalKey(neighbour)]) {
    it.objects.set(key, new Uint8Array(1));
  }
  const row = { subject: it.subject, taskId: it.run.taskId, status: 'COMPLETED', attempts: 1 };
  it.states.set('render', { ...row, stage: 'render' } as never);
  const left = () => [it.objects.size, it.states.size, it.store.recordings.size];
  return { ...it, left };
}

test('an erasure takes page, files, rows and at last the recording itself', async () => {
  const it = deleted();
  const seen: unknown[] = [];
  const unpublish = async (subject: unknown) => void seen.push(subject, it.left());
  const erase = eraseRecording({ ...it.ports, unpublish });
  await erase(it.subject);
  expect(seen).toEqual([it.subject, [2, 1, 2]]);
  expect(it.left()).toEqual([1, 0, 1]);
  await erase(it.subject);
  expect(it.left()).toEqual([1, 0, 1]);
});

test.each([
  { what: 'the page', port: 'unpublish', left: [2, 1, 2] },
  { what: 'the files', port: 'files', left: [2, 1, 2] },
  { what: 'the rows', port: 'rows', left: [1, 1, 2] },
] as const)('where $what cannot be removed, the row that names the rest stays', async row => {
  const it = deleted();
  const dies = async () => Promise.reject(new Error('throttled'));
  const broken = {
    unpublish: { unpublish: dies },
    files: { files: { removePrefix: dies } },
    rows: { rows: { erase: dies } },
  }[row.port];
  const deps = { ...it.ports, unpublish: async () => undefined, ...broken };
  await expect(eraseRecording(deps)(it.subject)).rejects.toThrow('throttled');
  expect(it.left()).toEqual(row.left);
});

test('a subject of another kind is a bug of the caller', async () => {
  const it = deleted();
  const erase = eraseRecording({ ...it.ports, unpublish: async () => undefined });
  await expect(erase({ ...it.subject, kind: 'note' })).rejects.toThrow(TypeError);
});
