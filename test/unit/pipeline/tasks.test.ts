import { expect, test } from 'vitest';
import { admitTasks } from '../../../src/pipeline/tasks/admit-tasks.ts';
import { getTask } from '../../../src/pipeline/tasks/get-task.ts';
import { startTask } from '../../../src/pipeline/tasks/start-task.ts';
import { sweep } from '../../../src/pipeline/tasks/sweep.ts';
import type { Task } from '../../../src/pipeline/tasks/task.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording, sampleTask } from '../../support/samples.ts';

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
    getTask(deps)(task.workspaceId, task.taskId, { waitSeconds, seenVersion });
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
  const task = sampleTask(sampleRecording());
  const first = sampleTask(sampleRecording());
  const deps = {
    tasks: { find: async () => task, listQueued: async () => [first, task] },
    clock: () => 0,
    sleep: async () => undefined,
  };
  const options = { waitSeconds: 0, seenVersion: undefined };
  const { queuePlace } = await getTask(deps)(task.workspaceId, task.taskId, options);
  expect(queuePlace).toBe(2);
});

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
      listQueued: async () => queue,
      admit: async (_task, limit) => {
        if (taken >= limit) return 'full';
        taken += 1;
        return 'admitted';
      },
    },
    subscriptions: { find: async () => plan },
    runs: { start: async task => void started.push(task as Task) },
    clock: () => 0,
  })(newWorkspaceId());
  expect(started).toEqual(queue.slice(0, starts));
});

test.each([
  { name: 'an upload', recording: { status: 'DOWNLOADING' as const }, code: 'upload_incomplete' },
  { name: 'an expired one', recording: { status: 'EXPIRED' as const }, code: 'illegal_transition' },
])('$name cannot be processed: $code', async ({ recording, code }) => {
  const it = memoryPorts({ recording });
  delete it.recording.activeTaskId;
  const tasks = { ...it.ports.tasks, enqueue: async () => false };
  const start = startTask({ ...it.ports, tasks, newTaskId: () => 'tsk_2' });
  const { workspaceId, recordingId } = it.key;
  await expect(start(workspaceId, recordingId)).rejects.toMatchObject({ code });
});

test('a repeat under one operation answers the task of the first try', async () => {
  const it = memoryPorts();
  const tasks = { ...it.ports.tasks, enqueue: async () => false };
  const start = startTask({ ...it.ports, tasks, newTaskId: () => 'tsk_2' });
  const { workspaceId, recordingId, taskId } = it.key;
  expect((await start(workspaceId, recordingId, { taskId })).taskId).toBe(taskId);
});

test.each([
  { name: 'a run that never started', state: 'unknown' as const, change: {}, did: ['start'] },
  { name: 'a run that goes on', state: 'running' as const, change: {}, did: [] },
  { name: 'a run that ended alone', state: 'ended' as const, change: {}, did: ['finish FAILED'] },
  {
    name: 'a cancel that was never carried out',
    state: 'running' as const,
    change: { cancelRequestedAt: 5 },
    did: ['stop', 'finish CANCELLED'],
  },
  {
    name: 'the slot of a task that is over',
    state: 'ended' as const,
    change: { status: 'FAILED' as const },
    did: ['release'],
  },
])('the sweeper mends $name', async ({ state, change, did }) => {
  const it = memoryPorts({ task: { startedAt: 0, ...change } });
  const log: string[] = [];
  const { workspaceId, taskId } = it.key;
  await sweep({
    ...it.ports,
    tasks: {
      ...it.ports.tasks,
      finish: async (_key, outcome) => {
        log.push(`finish ${outcome.task}`);
        return true;
      },
      releaseSlot: async () => void log.push('release'),
    },
    runs: {
      start: async () => void log.push('start'),
      stop: async () => void log.push('stop'),
      state: async () => state,
    },
    stuck: {
      takenSlots: async () => [{ workspaceId, taskId }],
      workspacesWithQueue: async () => [],
      expiredUploads: async () => [],
      unfinishedDeletions: async () => [],
    },
    expireUpload: async () => undefined,
  })();
  expect(log).toEqual(did);
});
