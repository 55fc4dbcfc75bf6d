import { afterAll, beforeAll, expect, test } from 'vitest';
import { taskRepository } from '../../../src/adapters/dynamodb/pipeline/task-repository.ts';
import { recordingRepository } from '../../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { newId, type TaskId } from '../../../src/kernel/ids.ts';
import { taskKey } from '../../../src/pipeline/tasks/task.ts';
import { newWorkspaceId, sampleRecording, sampleTask } from '../../support/samples.ts';
import { startTable } from '../../support/table.ts';

let stop: () => Promise<void>;
let recordings: ReturnType<typeof recordingRepository>;
let tasks: ReturnType<typeof taskRepository>;

beforeAll(async () => {
  const started = await startTable();
  stop = started.stop;
  recordings = recordingRepository(started.table);
  tasks = taskRepository(started.table);
});
afterAll(() => stop());

const ANY = { from: ['DOWNLOADED'] as const, firstRun: false };

async function queued(workspaceId = newWorkspaceId()) {
  const recording = sampleRecording({ workspaceId });
  await recordings.insert(recording);
  const task = sampleTask(recording);
  expect(await tasks.enqueue(task, ANY)).toBe(true);
  return { recording, task };
}

test('a queued task is named by its recording and found in the queue', async () => {
  const { recording, task } = await queued();
  const stored = await recordings.find(recording);
  expect(stored).toMatchObject({ activeTaskId: task.taskId, lastTaskId: task.taskId });
  expect(await tasks.listQueued(task.subject.workspaceId)).toEqual([task]);
  expect(await tasks.find(taskKey(task))).toEqual(task);
});

test('a foreign workspace finds nothing', async () => {
  const { task } = await queued();
  expect(await tasks.find({ workspaceId: newWorkspaceId(), taskId: task.taskId })).toBeUndefined();
});

test('of twenty starts at once exactly one gets the recording', async () => {
  const recording = sampleRecording();
  await recordings.insert(recording);
  const starts = Array.from({ length: 20 }, () => tasks.enqueue(sampleTask(recording), ANY));
  expect((await Promise.all(starts)).filter(Boolean)).toHaveLength(1);
});

test('a first run starts once, also after it has ended', async () => {
  const { recording, task } = await queued();
  await tasks.admit(taskKey(task), 1, 5);
  await tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 6);
  const guard = { from: ['READY'] as const, firstRun: true };
  expect(await tasks.enqueue(sampleTask(recording), guard)).toBe(false);
  expect(await tasks.enqueue(sampleTask(recording), { ...guard, firstRun: false })).toBe(true);
});

test.each([
  { limit: 1, waiting: 8 },
  { limit: 3, waiting: 8 },
  { limit: 0, waiting: 2 },
])('of $waiting racing tasks $limit get a slot', async ({ limit, waiting }) => {
  const workspaceId = newWorkspaceId();
  const all = await Promise.all(Array.from({ length: waiting }, () => queued(workspaceId)));
  const answers = await Promise.all(all.map(({ task }) => tasks.admit(taskKey(task), limit, 5)));
  expect(answers.filter(answer => answer === 'admitted')).toHaveLength(limit);
  expect(answers.filter(answer => answer === 'full')).toHaveLength(waiting - limit);
});

test('admitting twice takes one slot, and a finished task gives it back', async () => {
  const workspaceId = newWorkspaceId();
  const first = await queued(workspaceId);
  const second = await queued(workspaceId);
  expect(await tasks.admit(taskKey(first.task), 1, 5)).toBe('admitted');
  expect(await tasks.admit(taskKey(first.task), 1, 5)).toBe('gone');
  expect(await tasks.admit(taskKey(second.task), 1, 5)).toBe('full');
  expect(await tasks.finish(first.task, { task: 'SUCCEEDED', status: 'READY' }, 7)).toBe(true);
  expect(await tasks.admit(taskKey(second.task), 1, 5)).toBe('admitted');
});

test('only the first end counts', async () => {
  const { recording, task } = await queued();
  await tasks.admit(taskKey(task), 1, 5);
  const failure = { stage: 'render', code: 'lost', reason: 'gone' };
  const failed = { task: 'FAILED', status: 'FAILED', failure } as const;
  expect(await tasks.finish(task, failed, 8)).toBe(true);
  expect(await tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 9)).toBe(false);
  const stored = await recordings.find(recording);
  expect(stored).toMatchObject({ status: 'FAILED', failure });
  expect(stored?.activeTaskId).toBeUndefined();
});

test('progress is written while the task runs and refused once a cancel was asked', async () => {
  const { task } = await queued();
  expect(await tasks.setProgress(taskKey(task), 'render', 10)).toBe(false);
  await tasks.admit(taskKey(task), 1, 5);
  expect(await tasks.setProgress(taskKey(task), 'render', 10)).toBe(true);
  expect(await tasks.setProgress(taskKey(task), 'transcribe', 40)).toBe(true);
  const running = await tasks.find(taskKey(task));
  expect(running).toMatchObject({ progress: { render: 10, transcribe: 40 }, version: 4 });
  expect(await tasks.requestCancel(taskKey(task), 6)).toBe(true);
  expect(await tasks.setProgress(taskKey(task), 'render', 20)).toBe(false);
});

test('progress never goes back, and who is behind goes on', async () => {
  const { task } = await queued();
  await tasks.admit(taskKey(task), 1, 5);
  await tasks.setProgress(taskKey(task), 'render', 40);
  expect(await tasks.setProgress(taskKey(task), 'render', 10)).toBe(true);
  expect(await tasks.setProgress(taskKey(task), 'render', 40)).toBe(true);
  expect(await tasks.setProgress(taskKey(task), 'analyze', 5)).toBe(true);
  const running = await tasks.find(taskKey(task));
  expect(running?.progress).toEqual({ render: 40, analyze: 5 });
  await tasks.requestCancel(taskKey(task), 6);
  expect(await tasks.setProgress(taskKey(task), 'render', 10)).toBe(false);
});

test('a cancelled task in the queue is never admitted', async () => {
  const { task } = await queued();
  await tasks.requestCancel(taskKey(task), 6);
  expect(await tasks.admit(taskKey(task), 1, 7)).toBe('gone');
});

test('lists are paged newest first without gaps or repeats', async () => {
  const workspaceId = newWorkspaceId();
  const ids = [];
  for (let index = 0; index < 7; index += 1) {
    const recording = sampleRecording({
      workspaceId,
      recordingId: newId('recording', 1000 + index),
    });
    await recordings.insert(recording);
    const task = sampleTask(recording, { taskId: newId('task', 1000 + index) });
    await tasks.enqueue(task, ANY);
    ids.unshift(task.taskId);
  }
  const seen: string[] = [];
  let cursor: TaskId | undefined;
  do {
    const page = await tasks.list(workspaceId, { limit: 3, cursor });
    seen.push(...page.items.map(task => task.taskId));
    cursor = page.cursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(ids);
});
