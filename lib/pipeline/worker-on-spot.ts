import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type RunWorkerProps, runWorker } from './container-task.ts';
import { invoke } from './parts.ts';
import { LEAVE_SPOT } from './retry.ts';

type Props = Omit<RunWorkerProps, 'capacity'> & { lambda: IFunction };

/**
 * A worker on Spot, a third of the price; on demand where there is none of that, or it took the
 * worker away. There a machine is waited for, and the task says so until its worker has begun.
 */
export function workerOnSpot(scope: Construct, name: string, { lambda, ...props }: Props) {
  const onDemand = runWorker(scope, `${name} on demand`, { ...props, capacity: 'FARGATE' });
  const spot = runWorker(scope, name, { ...props, capacity: 'FARGATE_SPOT' });
  const ofPart = props.isPart && { part: JsonPath.stringAt('$.part') };
  const request = { action: 'wait', stage: props.stage, ...ofPart } as const;
  const wait = invoke(scope, `Wait to ${name.charAt(0).toLowerCase()}${name.slice(1)}`, {
    lambda,
    request,
  });
  wait.next(onDemand);
  spot.addCatch(wait, { errors: LEAVE_SPOT, resultPath: JsonPath.DISCARD });
  return { spot, wait, onDemand };
}
