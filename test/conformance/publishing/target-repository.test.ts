import { afterAll, beforeAll } from 'vitest';
import { targetRepository } from '../../../src/adapters/dynamodb/publishing/target-repository.ts';
import type { Targets } from '../../../src/publishing/ports.ts';
import { startTable } from '../../support/table.ts';
import { describeLedger } from './ledger.contract.ts';

let targets: Targets;
let stop: () => Promise<void>;
beforeAll(async () => {
  const started = await startTable();
  targets = targetRepository(started.table);
  stop = started.stop;
});
afterAll(() => stop());

describeLedger('the table', () => targets);
