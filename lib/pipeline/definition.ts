import {
  Chain,
  Choice,
  Condition,
  Errors,
  Fail,
  JsonPath,
  Parallel,
  Pass,
  Result,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type Fork, type Pipeline, stageRow } from '../../src/pipeline/pipeline.ts';
import { capital } from '../names.ts';
import type { StageParts } from './container-task.ts';
import { invoke } from './parts.ts';
import { stageSteps } from './stage-steps.ts';

/** Makes the states of a stage. */
type Steps = (stage: string) => Chain;

/**
 * plan → the stages in their order → finish. All work sits inside one branch, so that every way out
 * of it, also a bug, leads to `Finish`: that is where the slot is given back.
 */
export function pipelineDefinition(scope: Construct, pipeline: Pipeline, parts: StageParts): Chain {
  const steps: Steps = name => stageSteps(scope, stageRow(pipeline, name), parts);
  const plan = invoke(scope, 'Plan', {
    lambda: parts.run,
    request: { action: 'plan' },
    resultPath: '$.plan',
  });
  const finish = finishSteps(scope, pipeline, parts);
  return new Parallel(scope, 'Pipeline', { resultPath: JsonPath.DISCARD })
    .branch(inOrder(scope, steps, Chain.start(plan), pipeline.order))
    .addCatch(finish, { errors: [Errors.ALL], resultPath: '$.error' })
    .next(finish);
}

function inOrder(scope: Construct, steps: Steps, first: Chain, order: Pipeline['order']): Chain {
  const [step, ...later] = order;
  if (step === undefined) return first;
  if (typeof step === 'string') return inOrder(scope, steps, first.next(steps(step)), later);
  const [next, ...rest] = later;
  if (typeof next !== 'string') throw new Error('After a fork comes a stage.');
  return first.next(forked(scope, steps, step, inOrder(scope, steps, steps(next), rest)));
}

const inARow = (steps: Steps, [first = '', ...later]: readonly string[]) =>
  later.reduce((chain, stage) => chain.next(steps(stage)), steps(first));

/**
 * Both chains of a fork at once, so the run takes as long as the longer of the two. Where the first
 * waits for the second, the fork is gone through twice: for the second chain, then for the first.
 */
function forked(scope: Construct, steps: Steps, { first, second }: Fork, then: Chain) {
  const secondDone = `$.${second.name}`;
  const waiting = Condition.and(
    Condition.booleanEquals('$.plan.waits', true),
    Condition.not(Condition.isPresent(secondDone)),
  );
  const both = new Parallel(scope, `${capital(first.name)} and ${second.name}`, {
    resultPath: JsonPath.DISCARD,
  })
    .branch(
      new Choice(scope, `Does the ${first.name} wait for ${second.name}?`)
        .when(waiting, new Pass(scope, `${capital(second.name)} first`))
        .otherwise(inARow(steps, first.stages)),
    )
    .branch(
      new Choice(scope, `Are the ${second.name} there?`)
        .when(Condition.isPresent(secondDone), new Pass(scope, `${capital(second.name)} are there`))
        .otherwise(inARow(steps, second.stages)),
    );
  const turn = new Pass(scope, `Now the ${first.name}`, {
    result: Result.fromObject({}),
    resultPath: secondDone,
  });
  turn.next(both);
  const done = new Choice(scope, `Is the ${first.name} still to come?`)
    .when(waiting, turn)
    .otherwise(then);
  return both.next(done);
}

/** Ends task and subject. A cancelled run ended as asked, so only `FAILED` fails. */
function finishSteps(scope: Construct, { kind }: Pipeline, { run }: StageParts) {
  const finish = invoke(scope, 'Finish', {
    lambda: run,
    request: { action: 'finish' },
    resultPath: '$.finish',
  });
  const failed = new Fail(scope, 'Failed', {
    error: `${capital(kind)}Failed`,
    cause: `The ${kind} names the stage and the reason.`,
  });
  const ended = new Choice(scope, 'How did it end?')
    .when(Condition.stringEquals('$.finish.status', 'FAILED'), failed)
    .otherwise(new Succeed(scope, 'Succeeded'));
  return finish.next(ended);
}
