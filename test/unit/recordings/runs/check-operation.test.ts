import { expect, test } from 'vitest';
import { checkOperation } from '../../../../src/recordings/runs/check-operation.ts';
import { idlePorts, memoryPorts } from '../../../support/fakes/memory-ports.ts';

test('what could begin now is prepared, and nothing is queued', async () => {
  const it = idlePorts();
  const check = checkOperation({ ...it.ports, speechLanguages: null });
  expect(await check(it.key, { operation: 'transcribe' })).toMatchObject({
    stages: ['analyze', 'transcribe'],
  });
  expect([it.store.tasks.size, it.sent]).toEqual([0, []]);
});

test('what could not is refused with the reason', async () => {
  const busy = memoryPorts();
  const checked = checkOperation({ ...busy.ports, speechLanguages: null })(busy.key, {});
  await expect(checked).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(busy.task.taskId),
  });
});
