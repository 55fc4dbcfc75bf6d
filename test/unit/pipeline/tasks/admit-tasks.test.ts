import { expect, test } from 'vitest';
import { newId, type TaskId } from '../../../../src/kernel/ids.ts';
import { admitTasks } from '../../../../src/pipeline/tasks/admit-tasks.ts';
import type { Task } from '../../../../src/pipeline/tasks/task.ts';
import { planLimits } from '../../../../src/plans/limits.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording, sampleTask } from '../../../support/samples.ts';

test.each([
  { plan: { plan: 'free' as const }, starts: 1 },
  { plan: { plan: 'plus' as const }, starts: 2 },
  { plan: { plan: 'free' as const, customConcurrentTasks: 0 }, starts: 0 },
])('$plan starts $starts of three', async ({ plan, starts }) => {
  const queue = [1, 2, 3].map(() => sampleTask(sampleRecording()));
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
    limits: planLimits({ find: async () => plan }),
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
