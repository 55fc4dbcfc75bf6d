import { expect, test } from 'vitest';
import { queued, running } from '../../contract/engine-ports.ts';
import { taskQueueContract } from '../../contract/task-queue.contract.ts';
import { newWorkspaceId } from '../../support/samples.ts';
import { tableOfFile, tablePorts } from '../../support/table-ports.ts';

const table = tableOfFile();

taskQueueContract('tasks on the table', () => tablePorts(table()));

test('what waits is found without reading all tasks that there ever were', async () => {
  const ports = tablePorts(table());
  const workspaceId = newWorkspaceId();
  for (let index = 0; index < 20; index += 1) {
    const { end } = await running(ports, { workspaceId });
    await end();
  }
  const { task } = await queued(ports, { workspaceId });
  let read = 0;
  const { client } = table();
  client.middlewareStack.add(
    next => async call => {
      const answer = await next(call);
      const { ScannedCount = 0 } = answer.output as { ScannedCount?: number };
      read += ScannedCount;
      return answer;
    },
    { step: 'initialize', name: 'countRows' },
  );
  expect(await ports.tasks.listQueued(workspaceId)).toEqual([task]);
  client.middlewareStack.remove('countRows');
  expect(read).toBe(1);
});
