import { describe, expect, test } from 'vitest';
import { newId, type TaskId } from '../../../../src/kernel/ids.ts';
import { admitTasks } from '../../../../src/pipeline/tasks/admit-tasks.ts';
import { type Task, taskKey } from '../../../../src/pipeline/tasks/task.ts';
import { planLimits } from '../../../../src/plans/limits.ts';
import { memoryAccountLine } from '../../../support/fakes/memory/account-line.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import {
  newWorkspaceId,
  sampleRecording,
  sampleSubscription,
  sampleTask,
} from '../../../support/samples.ts';

test.each([
  { plan: { plan: 'free' as const }, starts: 1 },
  { plan: { plan: 'plus' as const }, starts: 2 },
  { plan: { plan: 'free' as const, custom: { concurrentTasks: 0 } }, starts: 0 },
])('$plan starts $starts of three', async ({ plan, starts }) => {
  const queue = [1, 2, 3].map(at => sampleTask(sampleRecording(), { taskId: newId('task', at) }));
  const started: Task[] = [];
  let taken = 0;
  await admitTasks({
    tasks: {
      find: async () => undefined,
      listQueued: async () => queue,
      admit: async (_task, { workspace }) => {
        if (taken >= workspace) return 'full';
        taken += 1;
        return 'admitted';
      },
    },
    line: memoryAccountLine(),
    limits: planLimits({ find: async () => sampleSubscription(plan) }),
    runs: { start: async task => void started.push(task as Task) },
    maxRunningTasks: 100,
    clock: () => 0,
  })(newWorkspaceId());
  expect(started).toEqual(queue.slice(0, starts));
});

/** Tasks of one workspace that wait, oldest first, and how often one was tried. */
function queueOf(count: number) {
  const it = idlePorts();
  const { workspaceId } = it.key;
  const tasks = Array.from({ length: count }, (_, at) => {
    const recording = sampleRecording({ workspaceId });
    const task = sampleTask(recording, { taskId: newId('task', 1000 + at) });
    it.store.tasks.set(task.taskId, task);
    return task;
  });
  let tried = 0;
  const admit: typeof it.ports.tasks.admit = (...given) => {
    tried += 1;
    return it.ports.tasks.admit(...given);
  };
  const deps = { ...it.ports, tasks: { ...it.ports.tasks, admit } };
  return {
    ...it,
    tasks,
    tried: () => tried,
    admitAll: (named?: TaskId) => admitTasks(deps)(workspaceId, named),
  };
}

test('the oldest starts, and a full workspace is asked no further', async () => {
  const it = queueOf(4);
  await it.admitAll();
  expect([...it.runStates.keys()]).toEqual([it.tasks[0]?.taskId]);
  expect(it.tried()).toBe(2);
  await it.admitAll();
  expect(it.runStates.size).toBe(1);
});

test('a task that is gone or cancelled does not hold up the next', async () => {
  const it = queueOf(2);
  const [first, second] = it.tasks;
  if (first) first.cancelRequestedAt = 5;
  await it.admitAll();
  expect([...it.runStates.keys()]).toEqual([second?.taskId]);
});

test('a full account starts nothing, however many slots the plan has', async () => {
  const it = queueOf(2);
  const { workspaceId } = it.key;
  const admitWith = admitTasks({ ...it.ports, maxRunningTasks: 1 });
  it.store.slots.set(newWorkspaceId(), new Set([newId('task')]));
  await admitWith(workspaceId);
  expect(it.runStates.size).toBe(0);
  it.store.slots.clear();
  await admitWith(workspaceId);
  expect(it.runStates.size).toBe(1);
});

test('a task that is not listed yet starts because the command names it', async () => {
  const it = queueOf(1);
  const [task] = it.tasks;
  const tasks = { ...it.ports.tasks, listQueued: async () => [] };
  const admit = admitTasks({ ...it.ports, tasks });
  await admit(it.key.workspaceId);
  expect(it.runStates.size).toBe(0);
  await admit(it.key.workspaceId, task?.taskId);
  expect([...it.runStates.keys()]).toEqual([task?.taskId]);
});

test('who was named comes after those that wait longer, and once', async () => {
  const it = queueOf(3);
  const [first, , last] = it.tasks;
  await it.admitAll(last?.taskId);
  expect([...it.runStates.keys()]).toEqual([first?.taskId]);
});

describe('a full account', () => {
  /** A task of a workspace of its own, queued at this second, that has asked for its turn. */
  async function world(seconds: readonly number[]) {
    const it = idlePorts();
    it.store.recordings.clear();
    const admit = admitTasks({ ...it.ports, maxRunningTasks: 1 });
    const queue = (at: number, workspaceId = newWorkspaceId()) => {
      const recording = sampleRecording({ workspaceId });
      const task = sampleTask(recording, { taskId: newId('task', 1000 * at) });
      recording.activeTaskId = task.taskId;
      it.store.recordings.set(recording.recordingId, recording);
      it.store.tasks.set(task.taskId, task);
      return task;
    };
    const ask = async (task: Task) => admit(task.subject.workspaceId, task.taskId);
    const tasks = seconds.map(at => queue(at));
    for (const task of tasks) await ask(task);
    const running = () => [...it.store.tasks.values()].filter(task => task.status === 'RUNNING');
    /** Ends what runs, and asks for the workspace that gave the slot back, as `finishTask` does. */
    const end = async () => {
      const [task = expect.fail()] = running();
      await it.ports.tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 9);
      await admit(task.subject.workspaceId);
      return task;
    };
    return { ...it, admit, queue, ask, tasks, running, end };
  }

  test('lets the next in at each end, whichever workspace it is of, the oldest first', async () => {
    const it = await world([1, 3, 2]);
    const [first, third, second] = it.tasks;
    expect(await it.end()).toMatchObject({ taskId: first?.taskId });
    expect(await it.end()).toMatchObject({ taskId: second?.taskId });
    expect(await it.end()).toMatchObject({ taskId: third?.taskId });
    expect(it.running()).toEqual([]);
    expect(await it.ports.line.list()).toEqual([]);
  });

  test('is not kept by the workspace that gives a slot back', async () => {
    const it = await world([1, 3]);
    const [first = expect.fail(), other] = it.tasks;
    await it.ask(it.queue(4, first.subject.workspaceId));
    await it.end();
    expect(it.running()).toMatchObject([{ taskId: other?.taskId }]);
    await it.end();
    expect(it.running()).toMatchObject([{ subject: { workspaceId: first.subject.workspaceId } }]);
  });

  test('has one place in line for each workspace', async () => {
    const it = await world([1, 2]);
    const [, second = expect.fail()] = it.tasks;
    for (const at of [5, 6]) await it.ask(it.queue(at, second.subject.workspaceId));
    expect(await it.ports.line.list()).toEqual([taskKey(second)]);
  });

  test('is shared by what each has had: fifty long ones do not hold up a short one', async () => {
    const it = await world([1]);
    const [first = expect.fail()] = it.tasks;
    const { workspaceId } = first.subject;
    const long = Array.from({ length: 5 }, (_, at) => it.queue(2 + at, workspaceId));
    for (const task of long) Object.assign(task, { minutes: 60 });
    await it.ask(long[0] ?? first);
    await it.end();
    const short = it.queue(9);
    await it.ask(short);
    expect(it.running()).toMatchObject([{ taskId: long[0]?.taskId }]);
    await it.end();
    expect(it.running()).toMatchObject([{ taskId: short.taskId }]);
    await it.end();
    expect(it.running()).toMatchObject([{ taskId: long[1]?.taskId }]);
  });

  test('lets in the most urgent of a workspace, though it came last', async () => {
    const it = await world([1]);
    const [first = expect.fail()] = it.tasks;
    const { workspaceId } = first.subject;
    await it.ask(it.queue(2, workspaceId));
    const urgent = it.queue(3, workspaceId);
    urgent.priority = 1;
    await it.ask(urgent);
    await it.end();
    expect(it.running()).toMatchObject([{ taskId: urgent.taskId }]);
  });

  test('is passed by who was cancelled, or has no slot of its plan', async () => {
    const it = await world([1, 2, 3]);
    const [, second = expect.fail(), third] = it.tasks;
    second.cancelRequestedAt = 5;
    await it.end();
    expect(it.running()).toMatchObject([{ taskId: third?.taskId }]);
  });

  test('lets in who stands in line, also where the index does not list it yet', async () => {
    const it = await world([1, 2]);
    const [first = expect.fail(), second] = it.tasks;
    await it.ports.tasks.finish(first, { task: 'SUCCEEDED', status: 'READY' }, 9);
    const tasks = { ...it.ports.tasks, listQueued: async () => [] };
    await admitTasks({ ...it.ports, tasks, maxRunningTasks: 1 })(first.subject.workspaceId);
    expect(it.running()).toMatchObject([{ taskId: second?.taskId }]);
  });

  test('offers a slot once more to who was refused before it stood in line', async () => {
    const it = await world([1, 2]);
    const [first = expect.fail(), second] = it.tasks;
    await it.ports.line.leave(await it.ports.line.list());
    const join: typeof it.ports.line.join = async key => {
      // Just now: nobody in line to ask in.
      await it.ports.tasks.finish(first, { task: 'SUCCEEDED', status: 'READY' }, 9);
      await it.ports.line.join(key);
    };
    const line = { ...it.ports.line, join };
    const [, waiting = expect.fail()] = it.tasks;
    await admitTasks({ ...it.ports, line, maxRunningTasks: 1 })(waiting.subject.workspaceId);
    expect(it.running()).toMatchObject([{ taskId: second?.taskId }]);
    expect(await it.ports.line.list()).toEqual([]);
  });
});
