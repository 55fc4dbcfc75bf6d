import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { type Task, taskKey } from '../../../src/pipeline/tasks/task.ts';
import { getTask } from '../../../src/tasks/get-task.ts';
import { sampleRecording, sampleTask } from '../../support/samples.ts';

function waiting(changes: (task: Task, waitedMs: number) => void) {
  const task = sampleTask(sampleRecording(), { status: 'RUNNING' });
  let now = 0;
  const deps = {
    tasks: { find: async () => ({ ...task }), listQueued: async () => [task] },
    clock: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
      changes(task, now);
    },
  };
  const get = (waitSeconds: number, seenVersion?: number) =>
    getTask(deps)(taskKey(task), { waitSeconds, seenVersion });
  return { get, waited: () => now };
}

test('without waiting the task is answered at once', async () => {
  const { get, waited } = waiting(() => undefined);
  expect((await get(0)).task.status).toBe('RUNNING');
  expect(waited()).toBe(0);
});

test('the end is told the moment it comes', async () => {
  const { get, waited } = waiting((task, at) => {
    if (at >= 600) Object.assign(task, { status: 'SUCCEEDED', version: 9 });
  });
  expect((await get(20, 1)).task.status).toBe('SUCCEEDED');
  expect(waited()).toBe(600);
});

test('progress alone is told after two seconds, nothing after the whole wait', async () => {
  const moving = waiting(task => {
    task.version += 1;
  });
  await moving.get(20, 1);
  expect(moving.waited()).toBe(2000);
  const still = waiting(() => undefined);
  await still.get(20, 1);
  expect(still.waited()).toBe(20_000);
});

test('a queued task tells its place', async () => {
  const task = sampleTask(sampleRecording(), { taskId: newId('task', 2) });
  const first = sampleTask(sampleRecording(), { taskId: newId('task', 1) });
  const deps = {
    tasks: { find: async () => task, listQueued: async () => [first, task] },
    clock: () => 0,
    sleep: async () => undefined,
  };
  const options = { waitSeconds: 0, seenVersion: undefined };
  const { queuePlace } = await getTask(deps)(taskKey(task), options);
  expect(queuePlace).toBe(2);
});
