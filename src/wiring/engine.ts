import type { Table } from '../adapters/dynamodb/client.ts';
import { taskRepository } from '../adapters/dynamodb/pipeline/task-repository.ts';
import { newId } from '../kernel/ids.ts';
import { stageRowPorts } from './stage-rows.ts';

/** All rows that the engine works on, tasks and slots as well. */
export const enginePorts = (table: Table) => ({
  ...stageRowPorts(table),
  tasks: taskRepository(table),
  newTaskId: () => newId('task'),
});
