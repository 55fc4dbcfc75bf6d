import { unfinishedErasures } from '../../src/adapters/dynamodb/erasure/unfinished-erasures.ts';
import { stuckWork } from '../../src/adapters/dynamodb/pipeline/stuck-work.ts';
import { expiredUploads } from '../../src/adapters/dynamodb/recordings/expired-uploads.ts';
import { recordingLists } from '../../src/adapters/dynamodb/recordings/recording-lists.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { retentionRows } from '../../src/adapters/dynamodb/recordings/retention-rows.ts';
import { s3Uploads } from '../../src/adapters/s3/uploads.ts';
import { sweep } from '../../src/pipeline/tasks/sweep.ts';
import { sweepRetention } from '../../src/recordings/retention/sweep-retention.ts';
import { sweepUploads } from '../../src/recordings/uploads/sweep-uploads.ts';
import { sweepJobs } from '../../src/tasks/jobs/sweep-jobs.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { erasurePort } from '../../src/wiring/erasure-queue.ts';
import { jobCommandPort, jobRows } from '../../src/wiring/jobs.ts';
import { mediaBucket } from '../../src/wiring/media.ts';
import { runPort } from '../../src/wiring/runs.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { sweepErasures } from '../../src/workspaces/erasure/sweep-erasures.ts';

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

const sweepAccounts = sweepErasures({ ...erasurePort(), unfinished: unfinishedErasures(table) });
const sweepFiles = sweepRetention({
  ...commandPort(),
  clock: Date.now,
  recordings: recordingLists(table),
  retention: retentionRows(table),
});

const sweepUnfinished = sweepJobs({
  ...enginePorts(table),
  ...jobRows(table),
  ...jobCommandPort(),
});

export const handler = async () => {
  await sweepTasks();
  await sweepRecordings();
  await sweepAccounts();
  await sweepFiles();
  await sweepUnfinished();
};
