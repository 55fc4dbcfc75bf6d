import { listQuery } from '../kernel/http/list-query.ts';
import type { Route } from '../kernel/http/route.ts';
import {
  GetTaskQuery,
  ListTasksQuery,
  TaskItemList,
  TaskList,
  TaskParams,
  TaskView,
} from './task.contract.ts';

export const taskRoutes = [
  {
    method: 'GET',
    path: '/v1/tasks',
    summary: 'List tasks, newest first',
    right: 'tasks.read',
    query: ListTasksQuery,
    response: TaskList,
    use: 'listTasks',
  },
  {
    method: 'GET',
    path: '/v1/tasks/{task_id}',
    summary: 'Get a task; with `wait`, as soon as it changes',
    right: 'tasks.read',
    params: TaskParams,
    query: GetTaskQuery,
    response: TaskView,
    use: 'getTask',
  },
  {
    method: 'GET',
    path: '/v1/tasks/{task_id}/items',
    summary: 'List what became of each item of a task that sees to many',
    right: 'tasks.read',
    params: TaskParams,
    query: listQuery('recording'),
    response: TaskItemList,
    use: 'listTaskItems',
  },
  {
    method: 'POST',
    path: '/v1/tasks/{task_id}/cancel',
    summary: 'Cancel a task: its work stops, its slot is given back',
    right: 'tasks.change',
    params: TaskParams,
    response: TaskView,
    status: 202,
    refuses: ['conflict'],
    noted: { action: 'task.cancel' },
    use: 'cancelTask',
  },
] as const satisfies readonly Route[];
