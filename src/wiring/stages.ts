import { recordingRepository } from '../adapters/dynamodb/recordings/recording-repository.ts';
import { stageActions } from '../pipeline/stage-actions.ts';
import { beginStage } from '../pipeline/stages/begin-stage.ts';
import type { Implementations } from '../pipeline/stages/execute-deps.ts';
import { executeStage } from '../pipeline/stages/execute-stage.ts';
import { failStage } from '../pipeline/stages/fail-stage.ts';
import { type ProviderName, stageContext } from '../pipeline/stages/stage-context.ts';
import { describeRecording } from '../recordings/describe-recording.ts';
import { enginePorts } from './engine.ts';
import { limitsPort } from './limits.ts';
import { filePort, mediaBucket } from './media.ts';
import { stateTable } from './table.ts';

/** These stages hardly touch the disk and are over in seconds; the function's own limit stops them. */
const ROOM = { scratch: '/tmp', signal: new AbortController().signal };

type Family = {
  /** What does the work of the family's stages that need no container. */
  implementations: Implementations;
  /** Of families with providers. */
  provider?: ProviderName;
};

/** What stages of every family and worker are given: rows, files, and what a plan lets run. */
export function stagePorts(table = stateTable()) {
  const describe = describeRecording(recordingRepository(table));
  return { ...enginePorts(table), ...limitsPort(table), ...filePort(mediaBucket()), describe };
}

/** The function of a family of stages: it begins them all and does the work of some. */
export function stageFamily({ implementations, provider = () => '' }: Family) {
  const ports = stagePorts();
  const context = stageContext({ ...ports, provider });
  const execute = executeStage({ ...ports, context, implementations });
  return stageActions({
    pipelines: ports.pipelines,
    begin: beginStage({ ...ports, context }),
    execute: (run, stage) => execute(run, stage, ROOM),
    fail: failStage(ports),
  });
}
