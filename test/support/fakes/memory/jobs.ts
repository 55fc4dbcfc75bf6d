import { isOver, type TaskKey } from '../../../../src/pipeline/tasks/task.ts';
import type { JobItem, JobItems, Jobs } from '../../../../src/tasks/jobs/ports.ts';
import { copyOf, type MemoryStore } from './store.ts';

/** Tasks of many items in memory, under the same conditions as the table's. */
export function memoryJobs({ tasks }: Pick<MemoryStore, 'tasks'>): { jobs: Jobs; items: JobItems } {
  const rows = new Map<string, Map<string, JobItem>>();
  const itemsOf = ({ workspaceId, taskId }: TaskKey) => {
    const name = `${workspaceId}#${taskId}`;
    const known = rows.get(name) ?? new Map<string, JobItem>();
    rows.set(name, known);
    return known;
  };
  const open = ({ workspaceId, taskId }: TaskKey) => {
    const task = tasks.get(taskId);
    return task && task.subject.workspaceId === workspaceId && !isOver(task) ? task : undefined;
  };
  return {
    jobs: {
      insert: async task => {
        if (tasks.has(task.taskId)) return false;
        tasks.set(task.taskId, copyOf(task));
        return true;
      },
      touch: async (key, { done, failed }, now) => {
        const task = open(key);
        if (!task?.job || task.job.done > done) return false;
        Object.assign(task.job, { done, failed, touchedAt: now });
        const { startedAt = now, version } = task;
        Object.assign(task, { status: 'RUNNING', startedAt, version: version + 1 });
        return true;
      },
      end: async (key, end, now) => {
        const task = open(key);
        if (!task) return false;
        Object.assign(task, { ...end, finishedAt: now, version: task.version + 1 });
        if (end.status === 'CANCELLED') task.cancelRequestedAt = now;
        return true;
      },
      listOpen: async () =>
        [...tasks.values()]
          .filter(task => task.job && !isOver(task))
          .map(({ subject: { workspaceId }, taskId }) => ({ workspaceId, taskId })),
    },
    items: {
      list: async key =>
        [...itemsOf(key).values()].map(copyOf).sort((a, b) => (a.id < b.id ? -1 : 1)),
      find: async (key, ids) =>
        [...itemsOf(key).values()].filter(({ id }) => ids.includes(id)).map(copyOf),
      put: async (key, item) => void itemsOf(key).set(item.id, copyOf(item)),
    },
  };
}
