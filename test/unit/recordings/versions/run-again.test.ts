import { expect, test } from 'vitest';
import { AppError } from '../../../../src/kernel/errors.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { runAgain } from '../../../../src/recordings/versions/run-again.ts';
import { idlePorts, memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

const accept = async () => undefined;
const order = (config: Record<string, unknown> = {}) => ({
  ...{ part: 'topics' as const, config, taskId: newId('task') },
});

test.each([
  { name: 'nothing set', own: {}, config: {}, topics: { enabled: true, take: 2 } },
  {
    name: 'settings of its own',
    own: { topics: { granularity: 'short', take: 4 } },
    config: {},
    topics: { granularity: 'short', enabled: true, take: 5 },
  },
  {
    name: 'settings of the request over its own',
    own: { topics: { granularity: 'short' } },
    config: { granularity: 'long' },
    topics: { granularity: 'long', enabled: true, take: 2 },
  },
  {
    name: 'topics left out before',
    own: { topics: { enabled: false } },
    config: {},
    topics: { enabled: true, take: 2 },
  },
])('with $name one more take is queued', async ({ own, config, topics }) => {
  const overrides = { ...own, trim: { enabled: false } };
  const it = idlePorts({ status: 'READY', configOverrides: overrides });
  const asked = order(config);
  const task = await runAgain(it.ports, accept)(it.key, asked);
  expect(task).toMatchObject({ taskId: asked.taskId, status: 'QUEUED' });
  expect(it.recording.configOverrides).toEqual({ ...overrides, topics });
});

test('a repeat under one name is one run', async () => {
  const it = idlePorts({ status: 'READY' });
  const asked = order();
  const again = () => runAgain(it.ports, accept)(it.key, asked);
  expect((await again()).taskId).toBe((await again()).taskId);
  expect(it.store.tasks.size).toBe(1);
  expect(it.recording.configOverrides).toEqual({ topics: { enabled: true, take: 2 } });
});

test('settings are checked as a whole before anything is queued', async () => {
  const it = idlePorts({ status: 'READY', configOverrides: { trim: { enabled: false } } });
  const checked: unknown[][] = [];
  const refuse = async (...given: unknown[]) => {
    checked.push(given);
    throw new AppError('invalid_request', 'The language is not available.');
  };
  const again = runAgain(it.ports, refuse)(it.key, order());
  await expect(again).rejects.toMatchObject({ code: 'invalid_request' });
  const whole = { trim: { enabled: false }, topics: { enabled: true, take: 2 } };
  expect(checked).toMatchObject([[it.key, whole]]);
  expect([it.store.tasks.size, it.sent]).toEqual([0, []]);
});

test('while a task works on it, and for a foreign one, nothing is queued', async () => {
  const it = memoryPorts();
  const again = runAgain(it.ports, accept);
  await expect(again(it.key, order())).rejects.toMatchObject({ code: 'conflict' });
  const foreign = { ...it.key, workspaceId: newWorkspaceId() };
  await expect(again(foreign, order())).rejects.toMatchObject({ code: 'not_found' });
  expect(it.recording.configOverrides).toEqual({});
});
