import { setTimeout as sleep } from 'node:timers/promises';
import { taskRepository } from '../../src/adapters/dynamodb/pipeline/task-repository.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { taskRoutes } from '../../src/tasks/routes.ts';
import { taskUseCases } from '../../src/tasks/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { auditPort } from '../../src/wiring/audit.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { jobRows } from '../../src/wiring/jobs.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const ports = {
  tasks: taskRepository(table),
  ...jobRows(table),
  ...commandPort(),
  clock: Date.now,
  sleep,
};

export const handler = apiHandler(taskRoutes, taskUseCases(ports), {
  ...apiPlatform(table),
  ...auditPort(table),
});
