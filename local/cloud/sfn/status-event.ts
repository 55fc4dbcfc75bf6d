import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '../events/event.ts';
import type { Execution } from './store.ts';

/** What EventBridge tells when an execution starts or ends. */
export function executionEvent(execution: Execution): CloudEvent {
  const [, , , region = '', account = ''] = execution.arn.split(':');
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account,
    time: new Date(execution.stoppedAt ?? execution.startedAt).toISOString(),
    region,
    resources: [execution.arn],
    detail: {
      executionArn: execution.arn,
      stateMachineArn: execution.machineArn,
      name: execution.name,
      status: execution.status,
      startDate: execution.startedAt,
      stopDate: execution.stoppedAt,
      input: execution.input,
      output: execution.output,
      error: execution.error,
      cause: execution.cause,
    },
  };
}
