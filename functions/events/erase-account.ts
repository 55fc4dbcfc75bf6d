import { erasureRepository } from '../../src/adapters/dynamodb/erasure/erasure-repository.ts';
import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { readErasureCommand } from '../../src/adapters/sqs/erasure-commands.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { workspaceContents } from '../../src/wiring/erasure.ts';
import { erasurePort } from '../../src/wiring/erasure-queue.ts';
import { mailPort } from '../../src/wiring/mail.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { eraseAccount } from '../../src/workspaces/erasure/erase-account.ts';

const table = stateTable();
const step = eraseAccount({
  ...mailPort(),
  ...erasurePort(),
  erasures: erasureRepository(table),
  contents: workspaceContents(table),
});

export const handler = batchHandler(
  ({ body }) => step(readErasureCommand(body).userId),
  createLog(),
);
