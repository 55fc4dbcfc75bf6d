import * as z from 'zod';
import type { Log } from '../kernel/logger.ts';
import { logFailure } from './log-failure.ts';
import { withMachineErrors } from './machine-error.ts';
import { type Pipelines, pipelineOf, stageRow } from './pipeline.ts';
import { RunIds, runKey } from './run-ids.ts';
import type { awaitMachine } from './stages/await-machine.ts';
import type { beginStage } from './stages/begin-stage.ts';
import type { failStage } from './stages/fail-stage.ts';
import type { Unfinished } from './stages/stage.ts';
import { stageAnswer } from './stages/stage-answer.ts';
import type { RunKey } from './tasks/task.ts';

const stage = z.string().min(1);

const StageRequest = z.discriminatedUnion('action', [
  RunIds.extend({ action: z.literal('begin'), stage }),
  RunIds.extend({ action: z.literal('run'), stage }),
  RunIds.extend({ action: z.literal('poll'), stage }),
  RunIds.extend({
    action: z.literal('wait'),
    stage,
    /** Of a part; the state machine has numbers of parts as text. */
    part: z.coerce.number().int().nonnegative().optional(),
  }),
  RunIds.extend({
    action: z.literal('stage_failed'),
    stage,
    error: z.object({ Error: z.string(), Cause: z.string().optional() }),
  }),
]);
type StageRequest = z.infer<typeof StageRequest>;

type StageActions = {
  log: Pick<Log, 'error'>;
  pipelines: Pipelines;
  begin: ReturnType<typeof beginStage>;
  execute: (run: RunKey, stage: string) => Promise<Unfinished | undefined>;
  wait: ReturnType<typeof awaitMachine>;
  fail: ReturnType<typeof failStage>;
};

/** What the state machine asks of each stage; who runs in a container is only begun here. */
export const stageActions = (actions: StageActions) => (event: unknown) => {
  const request = StageRequest.parse(event);
  return withMachineErrors<unknown>(
    () => answer(actions, request),
    logFailure(actions.log, request),
  );
};

async function answer(actions: StageActions, request: StageRequest) {
  const run = runKey(request);
  switch (request.action) {
    case 'begin':
      return actions.begin(run, request.stage);
    case 'run': {
      const begun = await actions.begin(run, request.stage);
      if (begun.run) await execute(actions, run, request.stage);
      return begun;
    }
    case 'poll':
      return execute(actions, run, request.stage);
    case 'wait':
      return actions.wait(run, request);
    case 'stage_failed':
      return actions.fail(run, request.stage, request.error);
  }
}

const execute = async ({ pipelines, execute: perform }: StageActions, run: RunKey, name: string) =>
  stageAnswer(stageRow(pipelineOf(pipelines, run.subject.kind), name), await perform(run, name));
