import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { accountRepository } from '../../src/adapters/dynamodb/workspaces/account-repository.ts';
import { createdObjects } from '../../src/adapters/s3/events.ts';
import { s3Inbox } from '../../src/adapters/s3/inbox.ts';
import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { newId } from '../../src/kernel/ids.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { ingestObject } from '../../src/recordings/ingest-object.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { mappingPort } from '../../src/wiring/mapping.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { quotaPorts } from '../../src/wiring/quotas.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { uploadLimit } from '../../src/wiring/upload-limit.ts';

const table = stateTable();
const bucket = mediaBucket();
const accounts = accountRepository(table);
const ingest = ingestObject({
  ...enginePorts(table),
  ...quotaPorts(table),
  ...filePort(bucket),
  ...commandPort(),
  ...uploadLimit(),
  ...mappingPort(table),
  ...layerPorts(table),
  recordings: recordingRepository(table),
  inbox: s3Inbox(bucket),
  newRecordingId: () => newId('recording'),
  workspaceExists: async workspaceId => (await accounts.findWorkspace(workspaceId)) !== undefined,
});

export const handler = batchHandler(async ({ body }) => {
  for (const created of createdObjects(body)) await ingest(created);
}, createLog());
