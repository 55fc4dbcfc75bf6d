import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { listItems } from '../../../../src/tasks/jobs/list-items.ts';
import { worldOfBulk } from '../../recordings/bulk/bulk-world.ts';

test('items come in their order, page by page, with the tasks that go on with them', async () => {
  const it = worldOfBulk({ operation: 'trim' });
  await it.deliver();
  const list = listItems({ ...it.ports, items: it.items });
  const first = await list(it.key, { limit: 3 });
  expect(first.items).toMatchObject([
    { recording_id: it.ids.ready, status: 'started', task_status: 'QUEUED', failure: null },
    { recording_id: it.ids.other, status: 'started' },
    { recording_id: it.ids.busy, status: 'skipped', task_id: null, failure: { code: 'conflict' } },
  ]);
  expect(first.cursor).toBe(it.ids.busy);
  const rest = await list(it.key, { limit: 10, cursor: first.cursor ?? '' });
  expect(rest.items.map(({ recording_id }) => recording_id)).toEqual(it.job.job.ids.slice(3));
  expect(rest.cursor).toBeNull();
});

test('what nobody came to waits; an unknown task is not found, a plain one has no items', async () => {
  const it = worldOfBulk({ operation: 'trim' });
  const list = listItems({ ...it.ports, items: it.items });
  const { items } = await list(it.key, { limit: 1 });
  expect(items).toMatchObject([{ status: 'waiting', task_id: null, task_status: null }]);
  const unknown = list({ ...it.key, taskId: newId('task') }, { limit: 1 });
  await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
});
