import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { readPublicationCommand } from '../../src/adapters/sqs/publication-commands.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { takeBack } from '../../src/publishing/take-back.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { publishingPorts } from '../../src/wiring/publishing.ts';
import { stateTable } from '../../src/wiring/table.ts';

const { commands } = commandPort();
const handle = takeBack({
  ...publishingPorts(stateTable()),
  erase: subject => commands.send({ command: 'erase', subject }),
});

export const handler = batchHandler(
  ({ body }) => handle(readPublicationCommand(body)),
  createLog(),
);
