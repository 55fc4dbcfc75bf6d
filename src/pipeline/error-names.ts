/** Names of our own errors that the state machine's Retry and Catch know. */
export const ERROR_NAMES = {
  transient: 'StageTransient',
  permanent: 'StageFailed',
  /** The worker is gone: killed, interrupted by Spot, out of memory. */
  workerLost: 'WorkerLost',
  /** ECS took the order for a worker, and found no machine for it. */
  noMachine: 'NoMachine',
} as const;

/**
 * There is no machine for a worker now, and may be one later. ECS answers a used-up quota and spent
 * capacity with `failures`, which Step Functions calls unknown; the others are throttling and faults
 * of ECS itself.
 */
export const NO_MACHINE_ERRORS: readonly string[] = [
  ERROR_NAMES.noMachine,
  'AmazonECS.Unknown',
  'ECS.AmazonECSException',
  'ECS.LimitExceededException',
  'ECS.ThrottlingException',
  'ECS.ServerException',
  'ECS.ServiceUnavailableException',
  'ECS.SdkClientException',
];
