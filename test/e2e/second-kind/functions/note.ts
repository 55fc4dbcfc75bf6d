import { createLog } from '#src/kernel/logger.ts';
import { stageActions } from '../../../../src/pipeline/stage-actions.ts';
import { awaitMachine } from '../../../../src/pipeline/stages/await-machine.ts';
import { beginStage } from '../../../../src/pipeline/stages/begin-stage.ts';
import { executeStage } from '../../../../src/pipeline/stages/execute-stage.ts';
import { failStage } from '../../../../src/pipeline/stages/fail-stage.ts';
import { stageContext } from '../../../../src/pipeline/stages/stage-context.ts';
import { filePort, mediaBucket } from '../../../../src/wiring/media.ts';
import { noteEngine } from '../note-engine.ts';
import { noteStages } from '../note-pipeline.ts';

const ports = {
  ...noteEngine(),
  ...filePort(mediaBucket()),
  limits: { find: async () => ({ tasks: 1, workersOfStage: 1, weight: 1 }) },
  describe: async () => ({ details: {}, promised: {} }),
  provider: () => '',
};
const context = stageContext(ports);
const execute = executeStage({ ...ports, context, implementations: noteStages });
const resources = { scratch: '/tmp', signal: new AbortController().signal };

export const handler = stageActions({
  log: createLog(),
  pipelines: ports.pipelines,
  begin: beginStage({ ...ports, context }),
  execute: (run, stage) => execute(run, stage, resources),
  wait: awaitMachine(ports),
  fail: failStage(ports),
});
