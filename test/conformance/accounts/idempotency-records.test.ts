import { idempotencyRecords } from '../../../src/adapters/dynamodb/kernel/idempotency-records.ts';
import { idempotencyContract } from '../../contract/idempotency.contract.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();
idempotencyContract('idempotency records on the table', clock =>
  idempotencyRecords(table(), clock),
);
