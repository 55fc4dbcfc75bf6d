import { expect, test } from 'vitest';
import { AppError } from '../../../../src/kernel/errors.ts';
import type { JobCommand, JobHandler } from '../../../../src/tasks/jobs/ports.ts';
import { workJob } from '../../../../src/tasks/jobs/work-job.ts';
import { memoryEnginePorts } from '../../../support/fakes/memory/engine-ports.ts';
import { memoryJobs } from '../../../support/fakes/memory/jobs.ts';
import { memoryStore } from '../../../support/fakes/memory/store.ts';
import { sampleJob } from '../../../support/sample-job.ts';

const IDS = Array.from({ length: 25 }, (_, index) => `item-${String(index).padStart(2, '0')}`);

function world(bulk: JobHandler, job: Parameters<typeof sampleJob>[1] = {}) {
  const store = memoryStore();
  const task = sampleJob(IDS, job);
  store.tasks.set(task.taskId, task);
  const key = { workspaceId: task.subject.workspaceId, taskId: task.taskId };
  const rows = memoryJobs(store);
  const { tasks } = memoryEnginePorts(store);
  const asked: JobCommand[] = [];
  const jobCommands = { send: async (command: JobCommand) => void asked.push(command) };
  let now = 1_700_000_000_000;
  const wait = (milliseconds: number) => {
    now += milliseconds;
  };
  const clock = () => now;
  const work = (isLastTry = false) =>
    workJob({ tasks, ...rows, handlers: { bulk }, jobCommands, clock })(key, { isLastTry });
  return { ...rows, task, tasks, key, asked, wait, work };
}

const done: JobHandler = async () => ({ status: 'done' });

test('all items are settled, in their order, and the task succeeds', async () => {
  const seen: string[] = [];
  const it = world(async (_task, id) => {
    seen.push(id);
    return { status: 'done' };
  });
  await it.work();
  expect(seen).toEqual(IDS);
  expect(it.task).toMatchObject({ status: 'SUCCEEDED', job: { done: 25, failed: 0 } });
  expect(it.asked).toEqual([]);
});

test('what takes longer than a turn goes on with the next message, from where it was', async () => {
  const it = world(async () => {
    it.wait(2000);
    return { status: 'done' };
  });
  await it.work();
  expect(it.asked).toEqual([{ command: 'work', ...it.key }]);
  expect(it.task).toMatchObject({ status: 'RUNNING', job: { done: 20 } });
  await it.work();
  expect(it.task).toMatchObject({ status: 'SUCCEEDED', job: { done: 25 } });
});

test('a cancel stops the rest', async () => {
  const it = world(async () => {
    await it.jobs.end(it.key, { status: 'CANCELLED' }, 5);
    return { status: 'done' };
  });
  await it.work();
  expect(await it.items.list(it.key)).toHaveLength(10);
  expect(it.task.status).toBe('CANCELLED');
});

test('after its deadline a job fails and says so', async () => {
  const it = world(done, { deadlineAt: 1 });
  await it.work();
  expect(it.task).toMatchObject({ status: 'FAILED', failure: { code: 'expired' } });
  expect(await it.items.list(it.key)).toEqual([]);
});

test('an item that is refused stops no other', async () => {
  const it = world(async (_task, id) => {
    if (id === IDS[0]) throw new AppError('conflict', 'Busy.');
    if (id === IDS[1]) {
      const errors = [{ path: 'config.a', message: 'Must be a number.' }];
      throw new AppError('invalid_request', 'Wrong.', { errors });
    }
    return { status: 'done' };
  });
  await it.work();
  expect((await it.items.list(it.key)).slice(0, 2)).toEqual([
    { id: IDS[0], status: 'skipped', code: 'conflict', reason: 'Busy.' },
    {
      ...{ id: IDS[1], status: 'failed', code: 'invalid_request' },
      reason: 'Wrong. config.a: Must be a number.',
    },
  ]);
  expect(it.task).toMatchObject({ status: 'SUCCEEDED', job: { done: 25, failed: 1 } });
});

test('a fault of ours is tried again with the next delivery, and given up with the last', async () => {
  const it = world(async (_task, id) => {
    if (id === IDS[3]) throw new TypeError('secret');
    return { status: 'done' };
  });
  await expect(it.work()).rejects.toThrow('secret');
  expect(it.task).toMatchObject({ status: 'RUNNING', job: { done: 24, failed: 0 } });
  await it.work(true);
  const [given] = await it.items.find(it.key, [IDS[3] ?? '']);
  expect(given).toMatchObject({ status: 'failed', code: 'internal' });
  expect(JSON.stringify(given)).not.toContain('secret');
  expect(it.task).toMatchObject({ status: 'SUCCEEDED', job: { done: 25, failed: 1 } });
});

test('who begins an item after somebody died over it is told so', async () => {
  const begun: boolean[] = [];
  const it = world(async (_task, id, { hasBegun }) => {
    if (id === IDS[0]) begun.push(hasBegun);
    return { status: 'done' };
  });
  await it.items.put(it.key, { id: IDS[0] ?? '', status: 'begun' });
  await it.work();
  expect(begun).toEqual([true]);
});
