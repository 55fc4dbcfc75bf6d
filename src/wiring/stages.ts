import { z } from 'zod';
import { stageActions } from '../pipeline/stage-actions.ts';
import { beginStage } from '../pipeline/stages/begin-stage.ts';
import type { Implementations } from '../pipeline/stages/execute-deps.ts';
import { executeStage } from '../pipeline/stages/execute-stage.ts';
import { failStage } from '../pipeline/stages/fail-stage.ts';
import { type ProviderName, stageContext } from '../pipeline/stages/stage-context.ts';
import { environment } from './environment.ts';
import { mediaPorts, tablePorts } from './pipeline.ts';

/** These stages hardly touch the disk and are over in seconds; the function's own limit stops them. */
const ROOM = { scratch: '/tmp', signal: new AbortController().signal };

type Family = {
  /** What does the work of the family's stages that need no container. */
  implementations: Implementations;
  /** Of families with providers. */
  provider?: ProviderName;
};

/** The function of a family of stages: it begins them all and does the work of some. */
export function stageFamily({ implementations, provider = () => '' }: Family) {
  const ports = { ...tablePorts(), ...mediaPorts() };
  const context = stageContext({ ...ports, provider });
  const execute = executeStage({ ...ports, context, implementations });
  return stageActions({
    pipelines: ports.pipelines,
    begin: beginStage({ ...ports, context }),
    execute: (run, stage) => execute(run, stage, ROOM),
    fail: failStage(ports),
  });
}

/** Seconds after which a silent worker is given up. */
export const heartbeat = () =>
  environment({ HEARTBEAT_SECONDS: z.coerce.number().int().positive() }).HEARTBEAT_SECONDS;
