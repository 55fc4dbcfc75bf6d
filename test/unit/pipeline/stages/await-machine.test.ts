import { expect, test } from 'vitest';
import { awaitMachine } from '../../../../src/pipeline/stages/await-machine.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

test('the task names the stage that waits for a machine', async () => {
  const it = memoryPorts();
  await awaitMachine(it.ports)(it.run, 'render');
  expect(it.task.waitingStages).toEqual(['render']);
});

test('a cancelled run is not waited for', async () => {
  const it = memoryPorts({ task: { cancelRequestedAt: 5 } });
  const waiting = awaitMachine(it.ports)(it.run, 'render');
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(it.task.waitingStages).toBeUndefined();
});
