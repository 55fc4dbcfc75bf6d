import { expect, test } from 'vitest';
import { awaitMachine, foundMachine } from '../../../../src/pipeline/stages/await-machine.ts';
import { waitsFor } from '../../../../src/pipeline/tasks/task.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

test('the task names the stage that waits for a machine', async () => {
  const it = memoryPorts();
  await awaitMachine(it.ports)(it.run, { stage: 'render' });
  expect(it.task.waitingStages).toEqual(['render']);
  await foundMachine(it.ports)(it.run, { stage: 'render' });
  expect(waitsFor(it.task)).toBeNull();
});

test('a task waits for a machine as long as one of its parts does', async () => {
  const it = memoryPorts();
  const parts = [0, 1, 2].map(part => ({ stage: 'render', part }));
  for (const worker of parts) await awaitMachine(it.ports)(it.run, worker);
  for (const worker of parts) {
    expect(waitsFor(it.task)).toBe('machine');
    await foundMachine(it.ports)(it.run, worker);
    // A worker that is started again has nothing to take back.
    await foundMachine(it.ports)(it.run, worker);
  }
  expect(waitsFor(it.task)).toBeNull();
});

test('a cancelled run is not waited for', async () => {
  const it = memoryPorts({ task: { cancelRequestedAt: 5 } });
  const waiting = awaitMachine(it.ports)(it.run, { stage: 'render' });
  await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
  expect(it.task.waitingStages).toBeUndefined();
});
