import { accountPorts } from '../src/adapters/account-platform.ts';
import { commandPort, mediaPorts, tablePorts } from '../src/adapters/pipeline-platform.ts';
import { createdObjects } from '../src/adapters/s3/events.ts';
import { batchHandler } from '../src/adapters/sqs/batch-handler.ts';
import { createLog } from '../src/platform/logger.ts';
import { ingestObject } from '../src/recordings/ingest-object.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort() };
const ingest = ingestObject({ ...ports, ...accountPorts(ports.table) });

export const handler = batchHandler(async ({ body }) => {
  for (const created of createdObjects(body)) await ingest(created);
}, createLog());
