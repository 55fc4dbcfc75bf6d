import { createLog } from '#src/kernel/logger.ts';
import { runActions } from '../../../../src/pipeline/run-actions.ts';
import { finishTask } from '../../../../src/pipeline/tasks/finish-task.ts';
import { planTask } from '../../../../src/pipeline/tasks/plan-task.ts';
import { commandPort } from '../../../../src/wiring/commands.ts';
import { noteEngine } from '../note-engine.ts';

const ports = { ...noteEngine(), ...commandPort(), heartbeatSeconds: 60 };

export const handler = runActions({
  log: createLog(),
  plan: planTask(ports),
  finish: finishTask(ports),
});
