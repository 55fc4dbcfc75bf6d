import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  type CatchProps,
  type Chain,
  Errors,
  Fail,
  type IChainable,
  JsonPath,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { invoke } from './parts.ts';

/** Writes down which stage failed and why, then ends the branch. */
export function recordFailure(scope: Construct, stage: string, lambda: IFunction): Chain {
  const request = { action: 'stage_failed', stage, error: JsonPath.stringAt('$.error') } as const;
  const record = invoke(scope, `Record ${stage} failure`, { lambda, request });
  const fail = new Fail(scope, `Failed in ${stage}`, {
    error: 'StageFailed',
    cause: `The stage ${stage} failed; its error is in the recording.`,
  });
  return record.next(fail);
}

type Catching = { addCatch: (handler: IChainable, props: CatchProps) => unknown };

/** Whatever else a state throws goes to `failed`. */
export function caught<State extends Catching>(state: State, failed: Chain): State {
  state.addCatch(failed, { errors: [Errors.ALL], resultPath: '$.error' });
  return state;
}
