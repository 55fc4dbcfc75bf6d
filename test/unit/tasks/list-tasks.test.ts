import { expect, test } from 'vitest';
import { isId, newId } from '../../../src/kernel/ids.ts';
import { listTasks } from '../../../src/tasks/list-tasks.ts';
import { TaskList } from '../../../src/tasks/task.contract.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId, sampleRecording, sampleTask } from '../../support/samples.ts';

function world() {
  const it = idlePorts();
  const { workspaceId } = it.key;
  const ids = [1, 2, 3].map(at => newId('task', 1000 + at));
  for (const taskId of ids) {
    const task = sampleTask(it.key, { taskId, status: 'RUNNING', progress: { analyze: 50 } });
    it.store.tasks.set(taskId, task);
  }
  const others = sampleTask(sampleRecording());
  it.store.tasks.set(others.taskId, others);
  return { ...it, workspaceId, ids: ids.toReversed(), list: listTasks(it.ports) };
}

test('tasks come newest first, a page at a time, as the API shows them', async () => {
  const { list, ids, workspaceId, key } = world();
  const first = TaskList.parse(await list(workspaceId, {}, { limit: 2 }));
  expect(first.items.map(({ task_id }) => task_id)).toEqual(ids.slice(0, 2));
  expect(first.items[0]).toMatchObject({
    recording_id: key.recordingId,
    status: 'RUNNING',
    stages: { analyze: 50 },
    queue_place: null,
  });
  expect(first.cursor).toBe(ids[1]);
  const second = await list(workspaceId, {}, { limit: 2, cursor: ids[1] });
  expect(second.items.map(({ task_id }) => task_id)).toEqual(ids.slice(2));
  expect(second.cursor).toBeNull();
});

test('a foreign workspace has none of them', async () => {
  expect(await world().list(newWorkspaceId(), {}, { limit: 9 })).toEqual({
    items: [],
    cursor: null,
  });
});

test.each([
  { name: 'status', filter: { status: 'FAILED' as const }, found: 1 },
  { name: 'kind', filter: { kind: 'bulk' as const }, found: 0 },
  { name: 'recording', filter: { recording_id: newId('recording') }, found: 0 },
])('a filter of $name finds $found', async ({ filter, found }) => {
  const it = world();
  const failed = sampleTask(it.key, { status: 'FAILED' });
  it.store.tasks.set(failed.taskId, failed);
  const { items, cursor } = await it.list(it.workspaceId, filter, { limit: 2 });
  expect(items).toHaveLength(found);
  expect(cursor).toBeNull();
});

test('what one page reads is bounded: then it ends early, and its cursor goes on', async () => {
  const it = idlePorts();
  for (let at = 0; at < 1500; at += 1) {
    const task = sampleTask(it.key, { taskId: newId('task', 2000 + at), status: 'SUCCEEDED' });
    it.store.tasks.set(task.taskId, task);
  }
  const oldest = sampleTask(it.key, { taskId: newId('task', 1000), status: 'FAILED' });
  it.store.tasks.set(oldest.taskId, oldest);
  const list = listTasks(it.ports);
  const filter = { status: 'FAILED' as const };
  const first = await list(it.key.workspaceId, filter, { limit: 5 });
  expect(first.items).toEqual([]);
  const cursor = first.cursor ?? '';
  if (!isId('task', cursor)) throw new Error('no cursor');
  const second = await list(it.key.workspaceId, filter, { limit: 5, cursor });
  expect(second.items.map(({ task_id }) => task_id)).toEqual([oldest.taskId]);
  expect(second.cursor).toBeNull();
});
