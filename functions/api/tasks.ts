import { setTimeout as sleep } from 'node:timers/promises';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { taskRoutes } from '../../src/tasks/routes.ts';
import { taskUseCases } from '../../src/tasks/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { commandPort, tablePorts } from '../../src/wiring/pipeline.ts';

const ports = { ...tablePorts(), ...commandPort(), sleep };

export const handler = apiHandler(taskRoutes, taskUseCases(ports), apiPlatform(ports.table));
