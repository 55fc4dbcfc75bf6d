import { z } from 'zod';
import { newId } from '../platform/ids.ts';
import { openTable } from './dynamodb/client.ts';
import { recordingRepository } from './dynamodb/recording-repository.ts';
import { artifactRepository, stageRepository } from './dynamodb/stage-repository.ts';
import { subscriptionRepository } from './dynamodb/subscription-repository.ts';
import { taskRepository } from './dynamodb/task-repository.ts';
import { versionRepository } from './dynamodb/version-repository.ts';
import { environment } from './environment.ts';
import { openS3 } from './s3/client.ts';
import { s3Files } from './s3/files.ts';
import { s3Inbox } from './s3/inbox.ts';
import { s3Uploads } from './s3/uploads.ts';
import { sqsCommands } from './sqs/commands.ts';
import { stateMachineRuns } from './stepfunctions/runs.ts';

const name = z.string().min(1);

/** Time and ids, as the product sees them. */
const world = {
  clock: Date.now,
  newTaskId: () => newId('task'),
  newRecordingId: () => newId('recording'),
};

/** The rows of recordings, tasks and stages. */
export function tablePorts(table = openTable(environment({ TABLE_NAME: name }).TABLE_NAME)) {
  return {
    ...world,
    table,
    recordings: recordingRepository(table),
    tasks: taskRepository(table),
    stages: stageRepository(table),
    artifacts: artifactRepository(table),
    versions: versionRepository(table),
    subscriptions: subscriptionRepository(table),
  };
}

/** The files of recordings. */
export function mediaPorts(s3 = openS3()) {
  const { MEDIA_BUCKET: bucket } = environment({ MEDIA_BUCKET: name });
  const media = { s3, bucket };
  return { files: s3Files(media), uploads: s3Uploads(media), inbox: s3Inbox(media) };
}

export const commandPort = () => ({
  commands: sqsCommands(environment({ ADMISSION_QUEUE_URL: name }).ADMISSION_QUEUE_URL),
});

export const runPort = () => ({
  runs: stateMachineRuns(environment({ STATE_MACHINE_ARN: name }).STATE_MACHINE_ARN),
});
