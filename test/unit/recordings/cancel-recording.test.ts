import { expect, test } from 'vitest';
import { cancelRecording } from '../../../src/recordings/cancel-recording.ts';
import { idlePorts, memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../support/samples.ts';

test('the task that is working on it is cancelled', async () => {
  const it = memoryPorts();
  const { taskId } = it.run;
  expect(await cancelRecording(it.ports)(it.key)).toMatchObject({
    taskId,
    cancelRequestedAt: it.ports.clock(),
  });
  const { workspaceId } = it.key;
  expect(it.sent).toEqual([{ command: 'cancel', workspaceId, taskId }]);
});

test('where nothing runs there is nothing to cancel', async () => {
  const it = idlePorts({ status: 'READY', lastTaskId: 'tsk_earlier' });
  await expect(cancelRecording(it.ports)(it.key)).rejects.toMatchObject({ code: 'conflict' });
  expect(it.sent).toEqual([]);
});

test('a foreign recording is unknown', async () => {
  const it = memoryPorts();
  const foreign = { ...it.key, workspaceId: newWorkspaceId() };
  await expect(cancelRecording(it.ports)(foreign)).rejects.toMatchObject({ code: 'not_found' });
  expect(it.task.cancelRequestedAt).toBeUndefined();
});
