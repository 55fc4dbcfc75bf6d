import { JsonPath } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { type RunWorkerProps, runWorker } from './container-task.ts';
import { CAPACITY_ERRORS } from './retry.ts';

/** A worker on Spot, a third of the price; on demand where there is none of that. */
export function workerOnSpot(
  scope: Construct,
  name: string,
  props: Omit<RunWorkerProps, 'capacity'>,
) {
  const onDemand = runWorker(scope, `${name} on demand`, { ...props, capacity: 'FARGATE' });
  const spot = runWorker(scope, name, { ...props, capacity: 'FARGATE_SPOT' });
  spot.addCatch(onDemand, { errors: CAPACITY_ERRORS, resultPath: JsonPath.DISCARD });
  return { spot, onDemand };
}
