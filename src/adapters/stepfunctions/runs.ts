import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Runs } from '../../pipeline/ports.ts';
import type { RunKey } from '../../pipeline/tasks/task.ts';

/**
 * Runs of state machines, each run named after its task. There is a machine for each kind of
 * subject: its ARN is the kind behind `machinePrefix`.
 */
export function stateMachineRuns(machinePrefix: string, client = new SFNClient({})): Runs {
  const machineArn = ({ subject }: RunKey) => `${machinePrefix}${subject.kind}`;
  const executionArn = (run: RunKey) =>
    `${machineArn(run).replace(':stateMachine:', ':execution:')}:${run.taskId}`;

  return {
    async start(run) {
      const { subject, taskId } = run;
      const stateMachineArn = machineArn(run);
      const { workspaceId: workspace_id, kind, id } = subject;
      const input = JSON.stringify({ workspace_id, kind, id, task_id: taskId });
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name: taskId, input }));
      } catch (error) {
        // It has run, and ended: a late repeat must not run it again.
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },

    async stop(run) {
      try {
        const cause = 'Cancelled on request.';
        await client.send(new StopExecutionCommand({ executionArn: executionArn(run), cause }));
      } catch (error) {
        // Still waiting in the queue: there is nothing to stop.
        if (!(error instanceof ExecutionDoesNotExist)) throw error;
      }
    },

    async state(run) {
      try {
        const command = new DescribeExecutionCommand({ executionArn: executionArn(run) });
        const { status } = await client.send(command);
        return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'unknown';
        throw error;
      }
    },
  };
}
