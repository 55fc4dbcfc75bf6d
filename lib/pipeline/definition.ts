import {
  type Chain,
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
import { type StageName, stageDefinition } from '../../src/pipelines/recording.ts';
import type { StageParts } from './container-task.ts';
import { ask } from './parts.ts';
import { stageSteps } from './stage-steps.ts';

/**
 * plan → analyze → edit → (render ∥ transcribe → topics → subtitles) → metadata → publish → finish;
 * render after subtitles, where words are burnt in.
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
  const work = plan
    .next(steps('analyze'))
    .next(steps('edit'))
    .next(pictureAndWords(scope, steps, steps('metadata').next(steps('publish'))));
  const finish = finishSteps(scope, parts);
  return new Parallel(scope, 'Pipeline', { resultPath: JsonPath.DISCARD })
    .branch(work)
    .addCatch(finish, { errors: [Errors.ALL], resultPath: '$.error' })
    .next(finish);
}

/**
 * Both need only the edit list, so the run takes as long as the longer of the two. A picture that
 * words are burnt into waits for them: then the two branches are gone through twice, the first
 * time for the words, the second one for the picture.
 */
function pictureAndWords(scope: Construct, steps: (name: StageName) => Chain, then: Chain) {
  const words = steps('transcribe').next(steps('topics')).next(steps('subtitles'));
  const both = new Parallel(scope, 'Picture and words', { resultPath: JsonPath.DISCARD })
    .branch(
      new Choice(scope, 'Does the picture wait for words?')
        .when(WAITS_FOR_WORDS, new Pass(scope, 'Words first'))
        .otherwise(steps('render')),
    )
    .branch(
      new Choice(scope, 'Are the words there?')
        .when(Condition.isPresent(WORDS), new Pass(scope, 'Words are there'))
        .otherwise(words),
    );
  const turn = new Pass(scope, 'Now the picture', {
    result: Result.fromObject({}),
    resultPath: WORDS,
  });
  turn.next(both);
  const done = new Choice(scope, 'Is the picture still to come?')
    .when(WAITS_FOR_WORDS, turn)
    .otherwise(then);
  return both.next(done);
}

/** There once words are made that the picture waited for. */
const WORDS = '$.words';
const BURNS_IN = '$.plan.burns_in';
const WAITS_FOR_WORDS = Condition.and(
  // Not there in plans of runs that began before it was invented.
  Condition.isPresent(BURNS_IN),
  Condition.booleanEquals(BURNS_IN, true),
  Condition.not(Condition.isPresent(WORDS)),
);

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
