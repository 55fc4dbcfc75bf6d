import { Duration } from 'aws-cdk-lib';
import { Errors, JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';

/** Fargate has no capacity or could not start the task: another try, or another kind of capacity. */
export const CAPACITY_ERRORS = ['ECS.AmazonECSException', 'AmazonECS.Unknown'];

/** Lambda's own failures, where our code did not run or its process died under it. */
const LAMBDA_ERRORS = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  // A process that died (memory, crash) and one that ran out of its time.
  'Runtime.ExitError',
  'Sandbox.Timedout',
];

/**
 * What may go well the next time. A file that cannot be decoded will not, so everything that
 * is not named here ends the stage at once. Waits up to 2, 4 and 8 s, spread by full jitter.
 */
export const RETRY: RetryProps = {
  errors: ['StageTransient', Errors.HEARTBEAT_TIMEOUT, ...LAMBDA_ERRORS, ...CAPACITY_ERRORS],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 3,
  maxDelay: Duration.seconds(60),
  jitterStrategy: JitterType.FULL,
};
