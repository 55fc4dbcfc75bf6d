import { runActions } from '../../src/pipeline/stage-actions.ts';
import { finishTask } from '../../src/pipeline/tasks/finish-task.ts';
import { planTask } from '../../src/pipeline/tasks/plan-task.ts';
import { commandPort, tablePorts } from '../../src/wiring/pipeline.ts';
import { heartbeat } from '../../src/wiring/stages.ts';

const ports = { ...tablePorts(), ...commandPort(), heartbeatSeconds: heartbeat() };

export const handler = runActions({ plan: planTask(ports), finish: finishTask(ports) });
