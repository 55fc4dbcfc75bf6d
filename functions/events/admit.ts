import { engineRows } from '../../src/adapters/dynamodb/pipeline/engine-rows.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { settingsRepository } from '../../src/adapters/dynamodb/settings/settings-repository.ts';
import { s3Uploads } from '../../src/adapters/s3/uploads.ts';
import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { readCommand } from '../../src/adapters/sqs/commands.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { byKind } from '../../src/pipeline/by-kind.ts';
import { handleCommand } from '../../src/pipeline/tasks/handle-command.ts';
import { tidySubject } from '../../src/pipeline/tidy-subject.ts';
import { requestTakeBack } from '../../src/publishing/request-take-back.ts';
import { eraseRecording } from '../../src/recordings/erase-recording.ts';
import { expireRecording } from '../../src/recordings/retention/expire-recording.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { ceilingPort, limitsPort } from '../../src/wiring/limits.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { publicationPorts } from '../../src/wiring/publications.ts';
import { runPort } from '../../src/wiring/runs.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const bucket = mediaBucket();
const ports = {
  ...enginePorts(table),
  ...limitsPort(table),
  ...ceilingPort(table),
  ...filePort(bucket),
  ...commandPort(),
  ...runPort(),
  recordings: recordingRepository(table),
  rows: engineRows(table),
  uploads: s3Uploads(bucket),
};
const takeBack = requestTakeBack(publicationPorts(table));
const erase = byKind({ recording: eraseRecording({ ...ports, takeBack }) });
const settings = settingsRepository(table);
const expire = byKind({ recording: expireRecording({ ...ports, settings }) });
const handle = handleCommand({ ...ports, erase, expire, tidy: tidySubject(ports) });

export const handler = batchHandler(({ body }) => handle(readCommand(body)), createLog());
