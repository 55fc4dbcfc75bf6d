import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { Cloud } from '../local/cloud/cloud.ts';
import { signUpWithToken } from '../local/demo/account.ts';
import { followTask } from '../local/demo/follow-task.ts';
import { uploadRecording } from '../local/demo/upload.ts';
import { TaskView } from '../src/tasks/task.contract.ts';

/** One recording through the whole of Castline; seconds by the server's own clock. */
export async function pipelineRun(cloud: Cloud, file: string, config: object) {
  const { api, token } = await signUpWithToken(cloud.apiUrl);
  const recording = await uploadRecording(api, { file, config, onBytes: () => undefined });
  const taskId = recording.last_task_id ?? '';
  const details = await followTask(api, recording.recording_id, taskId, () => undefined);
  if (details.status !== 'READY') throw new Error(`It ended ${details.status}.`);
  const task = await api.get(`/v1/tasks/${taskId}`, TaskView);
  const wallSeconds = (Date.parse(task.finished_at ?? '') - Date.parse(task.created_at)) / 1000;
  return {
    api,
    token,
    details,
    taskId,
    wallSeconds,
    transitions: await transitions(cloud, taskId),
  };
}

/** States entered, as Step Functions bills them. */
async function transitions({ endpoints, credentials, region }: Cloud, taskId: string) {
  const client = new SFNClient({ endpoint: endpoints.sfn, credentials, region });
  const { stateMachines = [] } = await client.send(new ListStateMachinesCommand({}));
  const stateMachineArn = stateMachines[0]?.stateMachineArn;
  const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
  const executionArn = executions.find(({ name }) => name === taskId)?.executionArn;
  const command = new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 });
  const { events = [] } = await client.send(command);
  return events.filter(({ type }) => type?.endsWith('StateEntered')).length;
}
