import type { StageStatus } from '../../../../src/pipeline/stages/stage-state.ts';
import { STAGE_NAMES } from '../../../../src/pipelines/recording.ts';
import type { memoryPorts } from '../../../support/fakes/memory-ports.ts';

/** Gives every stage of the run a row of this status. */
export function setAll(
  { states, run }: ReturnType<typeof memoryPorts>,
  status: StageStatus,
  except: readonly string[] = [],
) {
  for (const stage of STAGE_NAMES.filter(name => !except.includes(name))) {
    states.set(stage, { ...run, stage, status, attempts: 1 });
  }
}
