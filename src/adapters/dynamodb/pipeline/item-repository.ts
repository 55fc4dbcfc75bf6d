import { CustomAttributeType, Entity } from 'electrodb';
import type { TaskId } from '../../../kernel/ids.ts';
import type { JobItem, JobItems } from '../../../tasks/jobs/ports.ts';
import type { Table } from '../client.ts';
import { inWorkspace, optionalText, SERVICE, text, workspaceId } from '../workspace-items.ts';
import { taskId } from './task-entity.ts';

const itemEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'task_item', ...SERVICE },
      attributes: {
        ...{ workspaceId, taskId },
        itemId: text,
        status: { type: CustomAttributeType<JobItem['status']>('string'), required: true },
        startedTaskId: { type: CustomAttributeType<TaskId>('string') },
        ...{ code: optionalText, reason: optionalText },
      },
      indexes: { byTask: inWorkspace(['taskId', 'itemId'], 'ITEM#${taskId}#${itemId}') },
    },
    { client, table: tableName },
  );

type Row = {
  itemId: string;
  status: JobItem['status'];
  startedTaskId?: TaskId | undefined;
  code?: string | undefined;
  reason?: string | undefined;
};

function fromRow({ itemId: id, status, startedTaskId, code = '', reason = '' }: Row): JobItem {
  if (status === 'started') {
    if (!startedTaskId) throw new TypeError(`Item ${id} names no task.`);
    return { id, status, taskId: startedTaskId };
  }
  return status === 'skipped' || status === 'failed'
    ? { id, status, code, reason }
    : { id, status };
}

/** What became of the items of tasks; the row is the point at which an item is settled. */
export function itemRepository(table: Table): JobItems {
  const items = itemEntity(table);
  return {
    async list(key) {
      const { data } = await items.query.byTask(key).go({ pages: 'all', consistent: true });
      return data.map(fromRow);
    },
    async find(key, ids) {
      if (ids.length === 0) return [];
      const { data } = await items.query
        .byTask(key)
        .between({ itemId: ids.toSorted()[0] ?? '' }, { itemId: ids.toSorted().at(-1) ?? '' })
        .go({ pages: 'all', consistent: true });
      return data.map(fromRow).filter(({ id }) => ids.includes(id));
    },
    async put(key, { id: itemId, ...item }) {
      const startedTaskId = item.status === 'started' ? item.taskId : undefined;
      const { status } = item;
      const failure = 'code' in item ? { code: item.code, reason: item.reason } : {};
      await items.put({ ...key, itemId, status, startedTaskId, ...failure }).go();
    },
  };
}
