import { stuckWork } from '../../src/adapters/dynamodb/pipeline/stuck-work.ts';
import { expiredUploads } from '../../src/adapters/dynamodb/recordings/expired-uploads.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { s3Uploads } from '../../src/adapters/s3/uploads.ts';
import { sweep } from '../../src/pipeline/tasks/sweep.ts';
import { sweepUploads } from '../../src/recordings/uploads/sweep-uploads.ts';
import { sweepJobs } from '../../src/tasks/jobs/sweep-jobs.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { jobCommandPort, jobRows } from '../../src/wiring/jobs.ts';
import { mediaBucket } from '../../src/wiring/media.ts';
import { runPort } from '../../src/wiring/runs.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const sweepTasks = sweep({
  ...enginePorts(table),
  ...commandPort(),
  ...runPort(),
  stuck: stuckWork(table),
});
const sweepRecordings = sweepUploads({
  ...commandPort(),
  clock: Date.now,
  recordings: recordingRepository(table),
  uploads: s3Uploads(mediaBucket()),
  expired: expiredUploads(table),
});

const sweepUnfinished = sweepJobs({
  ...enginePorts(table),
  ...jobRows(table),
  ...jobCommandPort(),
});

export const handler = async () => {
  await sweepTasks();
  await sweepRecordings();
  await sweepUnfinished();
};
