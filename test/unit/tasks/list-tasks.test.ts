import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
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
  const first = TaskList.parse(await list(workspaceId, { limit: 2 }));
  expect(first.items.map(({ task_id }) => task_id)).toEqual(ids.slice(0, 2));
  expect(first.items[0]).toMatchObject({
    recording_id: key.recordingId,
    status: 'RUNNING',
    stages: { analyze: 50 },
    queue_place: null,
  });
  expect(first.cursor).toBe(ids[1]);
  const second = await list(workspaceId, { limit: 2, cursor: ids[1] });
  expect(second.items.map(({ task_id }) => task_id)).toEqual(ids.slice(2));
  expect(second.cursor).toBeNull();
});

test('a foreign workspace has none of them', async () => {
  expect(await world().list(newWorkspaceId(), { limit: 9 })).toEqual({ items: [], cursor: null });
});
