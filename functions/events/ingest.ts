import { accountRepository } from '../../src/adapters/dynamodb/workspaces/account-repository.ts';
import { createdObjects } from '../../src/adapters/s3/events.ts';
import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { ingestObject } from '../../src/recordings/ingest-object.ts';
import { commandPort, mediaPorts, tablePorts } from '../../src/wiring/pipeline.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort() };
const accounts = accountRepository(ports.table);
const ingest = ingestObject({
  ...ports,
  workspaceExists: async workspaceId => (await accounts.findWorkspace(workspaceId)) !== undefined,
});

export const handler = batchHandler(async ({ body }) => {
  for (const created of createdObjects(body)) await ingest(created);
}, createLog());
