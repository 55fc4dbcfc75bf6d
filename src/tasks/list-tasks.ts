import type { Clock } from '../kernel/clock.ts';
import type { RecordingId, TaskId, WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import type { Tasks } from '../pipeline/ports.ts';
import type { Task, TaskStatus } from '../pipeline/tasks/task.ts';
import type { TaskKind, TaskList } from './task.contract.ts';
import { taskView } from './task-view.ts';

type Deps = { tasks: Pick<Tasks, 'list'>; clock: Clock };

export type TaskFilter = {
  status?: TaskStatus | undefined;
  kind?: TaskKind | undefined;
  recording_id?: RecordingId | undefined;
};

/** What is read for one page, where a filter leaves out most of it: so many pages of so many. */
const MOST_READ = { pages: 10, size: 100 };

/**
 * A page of the workspace's tasks, newest first. With a filter it may have fewer than asked for, or
 * none, and a cursor all the same.
 */
export const listTasks =
  ({ tasks, clock }: Deps) =>
  async (
    workspaceId: WorkspaceId,
    filter: TaskFilter,
    { limit, cursor }: PageOf<TaskId>,
  ): Promise<TaskList> => {
    const isFiltered = Object.values(filter).some(value => value !== undefined);
    const size = isFiltered ? MOST_READ.size : limit;
    const items: Task[] = [];
    let from = cursor;
    for (let pages = 0; pages < MOST_READ.pages; pages += 1) {
      const page = await tasks.list(workspaceId, { limit: size, cursor: from });
      for (const [index, task] of page.items.entries()) {
        if (matches(task, filter)) items.push(task);
        if (items.length < limit) continue;
        const isLast = index === page.items.length - 1 && page.cursor === null;
        return shown(isLast ? null : task.taskId);
      }
      from = page.cursor ?? undefined;
      if (!from) return shown(null);
    }
    return shown(from ?? null);

    function shown(next: TaskId | null): TaskList {
      return { items: items.map(task => taskView(task, clock())), cursor: next };
    }
  };

const matches = ({ subject, status }: Task, filter: TaskFilter) =>
  [
    [filter.status, status],
    [filter.kind, subject.kind],
    [filter.recording_id, subject.id],
  ].every(([wanted, is]) => wanted === undefined || wanted === is);
