import type { Operation } from '../../emulators/wire/operation.ts';

/** Every operation of Step Functions that is answered. */
export const SFN_OPERATIONS = [
  { name: 'StartExecution', file: 'src/adapters/stepfunctions/runs.ts' },
  { name: 'DescribeExecution', file: 'src/adapters/stepfunctions/runs.ts' },
  { name: 'StopExecution', file: 'src/adapters/stepfunctions/runs.ts' },
  { name: 'ListExecutions', file: 'docs/runbook.md' },
  { name: 'GetExecutionHistory', file: 'docs/runbook.md' },
  { name: 'ListStateMachines', file: 'bench/pipeline-run.ts' },
  { name: 'SendTaskSuccess', file: 'src/adapters/stepfunctions/task-token.ts' },
  { name: 'SendTaskFailure', file: 'src/adapters/stepfunctions/task-token.ts' },
  { name: 'SendTaskHeartbeat', file: 'src/adapters/stepfunctions/task-token.ts' },
] as const satisfies readonly Operation[];

export type SfnOperation = (typeof SFN_OPERATIONS)[number]['name'];
