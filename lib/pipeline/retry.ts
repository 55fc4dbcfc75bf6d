import { Duration } from 'aws-cdk-lib';
import { Errors, JitterType, type RetryProps } from 'aws-cdk-lib/aws-stepfunctions';
import { ERROR_NAMES, NO_MACHINE_ERRORS } from '../../src/pipeline/error-names.ts';

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

/** The worker was taken away, by Spot or by a crash, and did not answer or cannot. */
const WORKER_GONE = [ERROR_NAMES.workerLost, Errors.HEARTBEAT_TIMEOUT];

/** EC2, which ECS asks for the network, is throttled under these names. */
const ECS_REFUSALS = ['ECS.InvalidParameterException', 'ECS.ClientException'];

/** Waits up to 2, 4 and 8 s, spread by full jitter. */
const quickly = (errors: readonly string[]): RetryProps => ({
  errors: [ERROR_NAMES.transient, ...errors],
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxAttempts: 3,
  maxDelay: Duration.seconds(60),
  jitterStrategy: JitterType.FULL,
});

/**
 * What may go well the next time. A file that cannot be decoded will not, so everything that is not
 * named here ends the stage at once.
 */
export const RETRY = quickly([...WORKER_GONE, ...LAMBDA_ERRORS]);

export const RETRY_ON_SPOT = quickly([...NO_MACHINE_ERRORS, ...ECS_REFUSALS]);

/** After these, the next try is on demand. */
export const LEAVE_SPOT = [...NO_MACHINE_ERRORS, ...WORKER_GONE];

/**
 * On demand there is a machine as soon as another task ends or the quota is raised: 36 tries take
 * about five hours. With a second wait and a day for a speech provider it still fits into the run.
 */
export const RETRY_ON_DEMAND: readonly RetryProps[] = [
  {
    errors: [...NO_MACHINE_ERRORS],
    interval: Duration.seconds(60),
    backoffRate: 1.5,
    maxAttempts: 36,
    maxDelay: Duration.minutes(10),
  },
  quickly([...WORKER_GONE, ...ECS_REFUSALS]),
];
