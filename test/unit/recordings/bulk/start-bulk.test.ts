import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { startBulk } from '../../../../src/recordings/bulk/start-bulk.ts';
import type { JobCommand } from '../../../../src/tasks/jobs/ports.ts';
import { memoryJobs } from '../../../support/fakes/memory/jobs.ts';
import { memoryStore } from '../../../support/fakes/memory/store.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

test('a job is queued once under its name, and asked for each time', async () => {
  const store = memoryStore();
  const sent: JobCommand[] = [];
  const jobCommands = { send: async (command: JobCommand) => void sent.push(command) };
  const start = startBulk({ ...memoryJobs(store), jobCommands, clock: () => 5 });
  const order = { operation: 'trim' as const };
  const bulk = {
    ids: [newId('recording')],
    order,
    operationId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    requestId: 'r',
  };
  const workspaceId = newWorkspaceId();
  const { taskId } = await start(workspaceId, bulk);
  await start(workspaceId, bulk);
  expect(store.tasks.size).toBe(1);
  expect(store.tasks.get(taskId)).toMatchObject({
    status: 'QUEUED',
    job: { ids: bulk.ids, order },
  });
  expect(sent).toEqual([1, 2].map(() => ({ command: 'work', workspaceId, taskId })));
});
