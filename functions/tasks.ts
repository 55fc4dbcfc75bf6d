import { setTimeout as sleep } from 'node:timers/promises';
import { apiPlatform } from '../src/adapters/api-platform.ts';
import { commandPort, tablePorts } from '../src/adapters/pipeline-platform.ts';
import { taskRoutes } from '../src/pipeline/routes.ts';
import { taskUseCases } from '../src/pipeline/use-cases.ts';
import { apiHandler } from '../src/platform/api-handler.ts';

const ports = { ...tablePorts(), ...commandPort(), sleep };

export const handler = apiHandler(taskRoutes, taskUseCases(ports), apiPlatform(ports.table));
