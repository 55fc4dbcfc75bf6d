import { expect, test } from 'vitest';
import { deleteRecording } from '../../../src/recordings/delete-recording.ts';
import { idlePorts, memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../support/samples.ts';

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
