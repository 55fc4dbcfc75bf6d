import { z } from 'zod';
import { openTable } from '../../src/adapters/dynamodb/client.ts';
import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { readPublicationCommand } from '../../src/adapters/sqs/publication-commands.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { takeBack } from '../../src/publishing/take-back.ts';
import { environment } from '../../src/wiring/environment.ts';
import { commandPort } from '../../src/wiring/pipeline.ts';
import { publishingPorts } from '../../src/wiring/publishing.ts';

const table = openTable(environment({ TABLE_NAME: z.string() }).TABLE_NAME);
const { commands } = commandPort();
const carryOut = takeBack({
  ...publishingPorts(table),
  erase: ({ workspaceId, id: recordingId }) =>
    commands.send({ command: 'erase', workspaceId, recordingId }),
});

export const handler = batchHandler(
  ({ body }) => carryOut(readPublicationCommand(body)),
  createLog(),
);
