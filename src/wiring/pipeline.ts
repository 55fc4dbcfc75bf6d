import { z } from 'zod';
import { openTable } from '../adapters/dynamodb/client.ts';
import { artifactRepository } from '../adapters/dynamodb/pipeline/artifact-repository.ts';
import { engineRows } from '../adapters/dynamodb/pipeline/engine-rows.ts';
import { stageRepository } from '../adapters/dynamodb/pipeline/stage-repository.ts';
import { subjectRepository } from '../adapters/dynamodb/pipeline/subject-repository.ts';
import { taskRepository } from '../adapters/dynamodb/pipeline/task-repository.ts';
import { versionRepository } from '../adapters/dynamodb/pipeline/version-repository.ts';
import { subscriptionRepository } from '../adapters/dynamodb/plans/subscription-repository.ts';
import { recordingRepository } from '../adapters/dynamodb/recordings/recording-repository.ts';
import { openS3 } from '../adapters/s3/client.ts';
import { s3Files } from '../adapters/s3/files.ts';
import { s3Inbox } from '../adapters/s3/inbox.ts';
import { s3Uploads } from '../adapters/s3/uploads.ts';
import { sqsCommands } from '../adapters/sqs/commands.ts';
import { stateMachineRuns } from '../adapters/stepfunctions/runs.ts';
import { newId } from '../kernel/ids.ts';
import { PIPELINES } from '../pipelines/index.ts';
import { planLimits } from '../plans/limits.ts';
import { describeRecording } from '../recordings/describe-recording.ts';
import { environment } from './environment.ts';

const name = z.string().min(1);

/** Time and ids, as the product sees them. */
const world = {
  clock: Date.now,
  newTaskId: () => newId('task'),
  newRecordingId: () => newId('recording'),
};

/** The rows of recordings, tasks and stages. */
export function tablePorts(table = openTable(environment({ TABLE_NAME: name }).TABLE_NAME)) {
  const recordings = recordingRepository(table);
  return {
    ...world,
    table,
    pipelines: PIPELINES,
    subjects: subjectRepository(table),
    describe: describeRecording(recordings),
    recordings,
    tasks: taskRepository(table),
    stages: stageRepository(table),
    artifacts: artifactRepository(table),
    versions: versionRepository(table),
    rows: engineRows(table),
    limits: planLimits(subscriptionRepository(table)),
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
  runs: stateMachineRuns(environment({ STATE_MACHINE_PREFIX: name }).STATE_MACHINE_PREFIX),
});
