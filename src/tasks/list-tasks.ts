import type { Clock } from '../kernel/clock.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Tasks } from '../pipeline/ports.ts';
import { taskView } from './task-view.ts';

type Deps = { tasks: Pick<Tasks, 'list'>; clock: Clock };

/** A page of the workspace's tasks, newest first. */
export const listTasks =
  ({ tasks, clock }: Deps) =>
  async (workspaceId: WorkspaceId, page: Parameters<Tasks['list']>[1]) => {
    const { items, cursor } = await tasks.list(workspaceId, page);
    return { items: items.map(task => taskView(task, clock())), cursor };
  };
