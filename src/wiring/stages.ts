import type { Table } from '../adapters/dynamodb/client.ts';
import { recordingRepository } from '../adapters/dynamodb/recordings/recording-repository.ts';
import { createLog } from '../kernel/logger.ts';
import { byKind } from '../pipeline/by-kind.ts';
import type { Limits } from '../pipeline/ports.ts';
import { stageActions } from '../pipeline/stage-actions.ts';
import { awaitMachine } from '../pipeline/stages/await-machine.ts';
import { beginStage } from '../pipeline/stages/begin-stage.ts';
import type { Implementations } from '../pipeline/stages/execute-deps.ts';
import { executeStage } from '../pipeline/stages/execute-stage.ts';
import { failStage } from '../pipeline/stages/fail-stage.ts';
import { type ProviderName, stageContext } from '../pipeline/stages/stage-context.ts';
import { describeRecording } from '../recordings/describe-recording.ts';
import { belowPort } from './config.ts';
import { filePort, mediaBucket } from './media.ts';
import { stageRowPorts } from './stage-rows.ts';
import { stateTable } from './table.ts';

/** These stages hardly touch the disk and are over in seconds; the function's own limit stops them. */
const RESOURCES = { scratch: '/tmp', signal: new AbortController().signal };

type Family = {
  /** What does the work of the family's stages that need no container. */
  implementations: Implementations;
  /** Of families with providers. */
  provider?: ProviderName;
};

/** What stages of every family and workers are given. */
export function stagePorts(table: Table) {
  const describe = byKind({ recording: describeRecording(recordingRepository(table)) });
  return {
    ...stageRowPorts(table),
    ...belowPort(table),
    ...filePort(mediaBucket()),
    describe,
  };
}

/** Only workers share a stage, as far as the plan lets them. */
const ALONE: Limits = { find: async () => ({ tasks: 1, workersOfStage: 1, weight: 1 }) };

/** The function of a family of stages: it begins them all and does the work of some. */
export function stageFamily({ implementations, provider = () => '' }: Family) {
  const ports = { ...stagePorts(stateTable()), limits: ALONE };
  const context = stageContext({ ...ports, provider });
  const execute = executeStage({ ...ports, context, implementations });
  return stageActions({
    log: createLog(),
    pipelines: ports.pipelines,
    begin: beginStage({ ...ports, context }),
    execute: (run, stage) => execute(run, stage, RESOURCES),
    wait: awaitMachine(ports),
    fail: failStage(ports),
  });
}
