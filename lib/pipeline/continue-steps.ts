import {
  type Chain,
  Choice,
  Condition,
  // Not to be taken for the language's own.
  Map as ForEach,
  type IChainable,
  JsonPath,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { StageRow } from '../../src/pipeline/pipeline.ts';
import { familyOf, type StageParts } from './container-task.ts';
import { caught } from './failure.ts';
import { IDS, invoke } from './parts.ts';
import { workerOnSpot } from './worker-on-spot.ts';

/** Where a stage that may answer that it is not done leaves its answer. */
export const ANSWER = '$.answer';

type Props = { stage: StageRow; parts: StageParts; failed: Chain };
type NextStates = { again: IChainable; done: IChainable };

/** What a run of the stage is followed by: the end, or what its answer asks for first. */
export function continueSteps(
  scope: Construct,
  props: Props,
  { again, done }: NextStates,
): IChainable {
  const { name, continues } = props.stage;
  if (!continues) return done;
  const left = new Choice(scope, `Is ${name} done?`);
  if (continues === 'parts') {
    const made = makeParts(scope, props);
    made.next(again);
    left.when(Condition.isPresent(`${ANSWER}.parts`), made);
  } else {
    const time = WaitTime.secondsPath(`${ANSWER}.wait_seconds`);
    const wait = new Wait(scope, `Wait for ${name}`, { time });
    wait.next(poll(scope, props)).next(left);
    left.when(Condition.isPresent(`${ANSWER}.wait_seconds`), wait);
  }
  return left.otherwise(done);
}

/** A worker for each part, all at once; then the stage runs again and finds what they made. */
function makeParts(scope: Construct, { stage: row, parts, failed }: Props) {
  const stage = row.name;
  const lambda = familyOf(parts, row);
  const map = new ForEach(scope, `Parts of ${stage}`, {
    itemsPath: `${ANSWER}.parts`,
    itemSelector: {
      ...IDS,
      plan: JsonPath.objectAt('$.plan'),
      part: JsonPath.format('{}', JsonPath.stringAt('$$.Map.Item.Value')),
    },
    resultPath: JsonPath.DISCARD,
  });
  const { workers } = parts;
  const props = { lambda, stage, workers, isPart: true } as const;
  const { spot } = workerOnSpot(scope, `Make part of ${stage}`, props);
  map.itemProcessor(spot);
  return caught(map, failed);
}

/** Asks the same stage in the function, which costs nothing between two questions. */
function poll(scope: Construct, { stage, parts, failed }: Props) {
  const { name } = stage;
  const request = { action: 'poll', stage: name } as const;
  const props = { lambda: familyOf(parts, stage), request, resultPath: ANSWER };
  return caught(invoke(scope, `Poll ${name}`, props), failed);
}
