import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Runs } from '../../pipeline/ports.ts';

/** Runs of the state machine, each named after its task. */
export function stateMachineRuns(stateMachineArn: string, client = new SFNClient({})): Runs {
  const executionArn = (taskId: string) =>
    `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${taskId}`;

  return {
    async start({ workspaceId, recordingId, taskId }) {
      const input = JSON.stringify({
        workspace_id: workspaceId,
        recording_id: recordingId,
        task_id: taskId,
      });
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name: taskId, input }));
      } catch (error) {
        // It has run, and ended: a late repeat must not run it again.
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },

    async stop(taskId) {
      try {
        const cause = 'Cancelled on request.';
        await client.send(new StopExecutionCommand({ executionArn: executionArn(taskId), cause }));
      } catch (error) {
        // Still waiting in the queue: there is nothing to stop.
        if (!(error instanceof ExecutionDoesNotExist)) throw error;
      }
    },

    async state(taskId) {
      try {
        const command = new DescribeExecutionCommand({ executionArn: executionArn(taskId) });
        const { status } = await client.send(command);
        return status === 'RUNNING' || status === 'PENDING_REDRIVE' ? 'running' : 'ended';
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return 'unknown';
        throw error;
      }
    },
  };
}
