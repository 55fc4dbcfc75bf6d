import * as z from 'zod';
import { createLog } from '../../src/kernel/logger.ts';
import { runActions } from '../../src/pipeline/run-actions.ts';
import { finishTask } from '../../src/pipeline/tasks/finish-task.ts';
import { planTask } from '../../src/pipeline/tasks/plan-task.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { belowPort } from '../../src/wiring/config.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { environment } from '../../src/wiring/environment.ts';
import { stateTable } from '../../src/wiring/table.ts';

const { HEARTBEAT_SECONDS: heartbeatSeconds } = environment({
  HEARTBEAT_SECONDS: z.coerce.number().int().positive(),
});
const table = stateTable();
const ports = { ...enginePorts(table), ...belowPort(table), ...commandPort(), heartbeatSeconds };

export const handler = runActions({
  log: createLog(),
  plan: planTask(ports),
  finish: finishTask(ports),
});
