import { AppError } from '../../kernel/errors.ts';
import { isId } from '../../kernel/ids.ts';
import { inGroups } from '../../kernel/in-groups.ts';
import type { PageOf } from '../../kernel/page.ts';
import type { Tasks } from '../../pipeline/ports.ts';
import type { TaskKey, TaskStatus } from '../../pipeline/tasks/task.ts';
import type { TaskItemList, TaskItemView } from '../task.contract.ts';
import type { JobItem, JobItems } from './ports.ts';

type Deps = { tasks: Pick<Tasks, 'find'>; items: Pick<JobItems, 'find'> };

/** What became of the items of a task, in their order, and of the tasks that were started for them. */
export const listItems =
  ({ tasks, items }: Deps) =>
  async (key: TaskKey, { limit, cursor }: PageOf<string>): Promise<TaskItemList> => {
    const task = await tasks.find(key);
    if (!task) throw new AppError('not_found', 'No such task.');
    const { ids = [] } = task.job ?? {};
    const from = cursor === undefined ? 0 : ids.indexOf(cursor) + 1;
    const page = ids.slice(from, from + limit);
    const found = new Map((await items.find(key, page)).map(item => [item.id, item]));
    const views: TaskItemView[] = [];
    for (const group of inGroups(page, AT_ONCE)) {
      views.push(...(await Promise.all(group.map(id => viewOf(id, found.get(id))))));
    }
    return { items: views, cursor: from + limit < ids.length ? (page.at(-1) ?? null) : null };

    async function viewOf(id: string, item: JobItem | undefined): Promise<TaskItemView> {
      if (!isId('recording', id)) throw new TypeError('Not a recording.');
      const taskId = item?.status === 'started' ? item.taskId : null;
      const started = taskId && (await tasks.find({ ...key, taskId }));
      const taskStatus: TaskStatus | null = started ? started.status : null;
      const isWaiting = item === undefined || item.status === 'begun';
      const failure = item && 'code' in item ? { code: item.code, reason: item.reason } : null;
      return {
        recording_id: id,
        status: isWaiting ? 'waiting' : item.status,
        task_id: taskId,
        task_status: taskStatus,
        failure,
      };
    }
  };

/** Reads of a table side by side. */
const AT_ONCE = 10;
