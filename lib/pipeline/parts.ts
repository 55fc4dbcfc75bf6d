import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { JsonPath, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';
import { RETRY } from './retry.ts';

/** What every state knows of the run. */
export const IDS = {
  workspace_id: JsonPath.stringAt('$.workspace_id'),
  kind: JsonPath.stringAt('$.kind'),
  id: JsonPath.stringAt('$.id'),
  task_id: JsonPath.stringAt('$.task_id'),
};

/** What the functions of stages are asked. */
export type StageRequest =
  | { action: 'plan' | 'finish' }
  | { action: 'begin' | 'run' | 'poll'; stage: string }
  | { action: 'wait'; stage: string; part?: string }
  | { action: 'stage_failed'; stage: string; error: string };

/** Calls a function of stages; the answer goes to `resultPath`, or nowhere. */
export function invoke(
  scope: Construct,
  name: string,
  {
    lambda,
    request,
    resultPath,
  }: { lambda: IFunction; request: StageRequest; resultPath?: string },
) {
  const state = new LambdaInvoke(scope, name, {
    lambdaFunction: lambda,
    payload: TaskInput.fromObject({ ...request, ...IDS }),
    payloadResponseOnly: true,
    retryOnServiceExceptions: false,
    resultPath: resultPath ?? JsonPath.DISCARD,
  });
  state.addRetry(RETRY);
  return state;
}
