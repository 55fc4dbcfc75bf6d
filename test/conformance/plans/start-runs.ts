import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient } from '../../../src/adapters/dynamodb/client.ts';
import { taskRepository } from '../../../src/adapters/dynamodb/pipeline/task-repository.ts';
import { isId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import { taskKey } from '../../../src/pipeline/tasks/task.ts';
import { sampleCharge, sampleTask } from '../../support/samples.ts';

/**
 * A process that starts or ends a run for each recording and is killed while it does. Each run is
 * named after its recording, as an operation that is repeated names it.
 */
const [endpoint = '', what, workspace = '', ...recordings] = process.argv.slice(2);
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = documentClient(
  new DynamoDBClient({ endpoint, region: 'eu-central-1', credentials }),
);
const tasks = taskRepository({ client, tableName: 'castline' });
const workspaceId = trustedWorkspaceId(workspace);

async function act(recordingId: string, at: number) {
  if (!isId('recording', recordingId)) throw new TypeError(recordingId);
  const taskId = `tsk_${recordingId.slice(4)}` as const;
  const task = sampleTask({ workspaceId, recordingId }, { taskId });
  if (what === 'start') {
    const guard = { from: ['DOWNLOADED'], firstRun: false, charge: sampleCharge() };
    await tasks.enqueue(task, guard);
  } else {
    const found = await tasks.find(taskKey(task));
    const failure = { stage: 'trim', code: 'bad', reason: 'Bad.' };
    const failed = { task: 'FAILED', status: 'FAILED', failure } as const;
    const done = { task: 'SUCCEEDED', status: 'READY' } as const;
    if (found) await tasks.finish(found, at % 2 === 0 ? done : failed, 9);
  }
  console.log(recordingId);
}

await Promise.allSettled(recordings.map(act));
