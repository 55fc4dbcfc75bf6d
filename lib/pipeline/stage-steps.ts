import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Chain, Choice, Condition, Pass } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageRow } from '../../src/pipeline/pipeline.ts';
import { familyOf, type StageParts } from './container-task.ts';
import { ANSWER, continueSteps } from './continue-steps.ts';
import { caught, recordFailure } from './failure.ts';
import { invoke } from './parts.ts';
import { workerOnSpot } from './worker-on-spot.ts';

/** The states of one stage. A failure is recorded with its stage, then ends the branch. */
export function stageSteps(scope: Construct, stage: StageRow, parts: StageParts): Chain {
  const lambda = familyOf(parts, stage);
  const failed = recordFailure(scope, stage.name, lambda);
  return stage.runsIn === 'container'
    ? containerSteps(scope, stage, parts, failed)
    : functionSteps(scope, stage.name, lambda, failed);
}

function functionSteps(scope: Construct, stage: string, lambda: IFunction, failed: Chain) {
  const run = invoke(scope, `Run ${stage}`, { lambda, request: { action: 'run', stage } });
  return Chain.start(caught(run, failed));
}

/** `begin` answers whether there is anything to do: starting a task costs time and money. */
function containerSteps(scope: Construct, stage: StageRow, parts: StageParts, failed: Chain) {
  const { name } = stage;
  const lambda = familyOf(parts, stage);
  const begin = invoke(scope, `Begin ${name}`, {
    lambda,
    request: { action: 'begin', stage: name },
    resultPath: '$.begin',
  });
  const done = new Pass(scope, `Done with ${name}`);
  const { spot, wait, onDemand } = workerOnSpot(scope, `Run ${name}`, {
    lambda,
    stage: name,
    workers: parts.workers,
    ...(stage.continues && { resultPath: ANSWER }),
  });
  const then = continueSteps(scope, { stage, parts, failed }, { again: spot, done });
  for (const run of [spot, onDemand]) caught(run, failed).next(then);
  caught(wait, failed);
  const needed = new Choice(scope, `Is ${name} needed?`)
    .when(Condition.booleanEquals('$.begin.run', true), spot)
    .otherwise(done);
  caught(begin, failed).next(needed);
  return Chain.custom(begin, [done], done);
}
