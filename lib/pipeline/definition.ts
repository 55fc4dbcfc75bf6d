import {
  type Chain,
  Choice,
  Condition,
  Errors,
  Fail,
  JsonPath,
  Parallel,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type StageName, stageDefinition } from '../../src/pipeline/stages.ts';
import type { StageParts } from './container-task.ts';
import { ask } from './parts.ts';
import { stageSteps } from './stage-steps.ts';

/**
 * plan → analyze → edit → (render ∥ transcribe → topics → subtitles) → metadata → publish → finish.
 * All work sits inside one branch, so that every way out of it, also a bug, leads to `Finish`:
 * that is where the slot is given back.
 */
export function pipelineDefinition(scope: Construct, parts: StageParts): Chain {
  const steps = (name: StageName) => stageSteps(scope, stageDefinition(name), parts);
  const plan = ask(scope, 'Plan', {
    lambda: parts.lambda,
    request: { action: 'plan' },
    resultPath: '$.plan',
  });
  // Both need only the edit list, so the run takes as long as the longer of the two.
  const picture = new Parallel(scope, 'Picture and words', { resultPath: JsonPath.DISCARD })
    .branch(steps('render'))
    .branch(steps('transcribe').next(steps('topics')).next(steps('subtitles')));
  const work = plan
    .next(steps('analyze'))
    .next(steps('edit'))
    .next(picture)
    .next(steps('metadata'))
    .next(steps('publish'));
  const finish = finishSteps(scope, parts);
  return new Parallel(scope, 'Pipeline', { resultPath: JsonPath.DISCARD })
    .branch(work)
    .addCatch(finish, { errors: [Errors.ALL], resultPath: '$.error' })
    .next(finish);
}

/** Ends task and recording. A cancelled run ended as asked, so only `FAILED` fails. */
function finishSteps(scope: Construct, { lambda }: StageParts) {
  const finish = ask(scope, 'Finish', {
    lambda,
    request: { action: 'finish' },
    resultPath: '$.finish',
  });
  const failed = new Fail(scope, 'Failed', {
    error: 'RecordingFailed',
    cause: 'The recording names the stage and the reason.',
  });
  const ended = new Choice(scope, 'How did it end?')
    .when(Condition.stringEquals('$.finish.status', 'FAILED'), failed)
    .otherwise(new Succeed(scope, 'Succeeded'));
  return finish.next(ended);
}
