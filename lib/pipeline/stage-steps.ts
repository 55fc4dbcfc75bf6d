import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Chain,
  Choice,
  Condition,
  Errors,
  Fail,
  JsonPath,
  Pass,
  type TaskStateBase,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageDefinition } from '../../src/pipeline/stages.ts';
import { type Capacity, runWorker, type Workers } from './container-task.ts';
import { ask } from './parts.ts';
import { CAPACITY_ERRORS } from './retry.ts';

export type StageParts = { lambda: IFunction; workers: Workers };

/** The states of one stage. A failure is recorded with its stage, then ends the branch. */
export function stageSteps(scope: Construct, stage: StageDefinition, parts: StageParts): Chain {
  const failed = recordFailure(scope, stage.name, parts.lambda);
  return stage.runsIn === 'container'
    ? containerSteps(scope, stage.name, parts, failed)
    : functionSteps(scope, stage.name, parts, failed);
}

function functionSteps(scope: Construct, stage: string, { lambda }: StageParts, failed: Chain) {
  const run = ask(scope, `Run ${stage}`, { lambda, request: { action: 'run', stage } });
  return Chain.start(caught(run, failed));
}

/** `begin` answers whether there is anything to do: starting a task costs time and money. */
function containerSteps(scope: Construct, stage: string, parts: StageParts, failed: Chain) {
  const { lambda, workers } = parts;
  const begin = ask(scope, `Begin ${stage}`, {
    lambda,
    request: { action: 'begin', stage },
    resultPath: '$.begin',
  });
  const done = new Pass(scope, `Done with ${stage}`);
  const run = (name: string, capacity: Capacity) =>
    runWorker(scope, name, { stage, workers, capacity });
  const onDemand = caught(run(`Run ${stage} on demand`, 'FARGATE'), failed);
  const spot = run(`Run ${stage}`, 'FARGATE_SPOT');
  // Spot is a third of the price, and sometimes there is none.
  spot.addCatch(onDemand.next(done), { errors: CAPACITY_ERRORS, resultPath: JsonPath.DISCARD });
  caught(spot, failed).next(done);
  const needed = new Choice(scope, `Is ${stage} needed?`)
    .when(Condition.booleanEquals('$.begin.run', true), spot)
    .otherwise(done);
  caught(begin, failed).next(needed);
  return Chain.custom(begin, [done], done);
}

function recordFailure(scope: Construct, stage: string, lambda: IFunction) {
  const request = { action: 'stage_failed', stage, error: JsonPath.stringAt('$.error') } as const;
  const record = ask(scope, `Record ${stage} failure`, { lambda, request });
  const fail = new Fail(scope, `Failed in ${stage}`, {
    error: 'StageFailed',
    cause: `The stage ${stage} failed; its error is in the recording.`,
  });
  return record.next(fail);
}

function caught(state: TaskStateBase, failed: Chain) {
  state.addCatch(failed, { errors: [Errors.ALL], resultPath: '$.error' });
  return state;
}
