import { rateCounters } from '../../../src/adapters/dynamodb/kernel/rate-counters.ts';
import { rateCountersContract } from '../../contract/rate-counters.contract.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();
rateCountersContract('rate counters on the table', () => rateCounters(table()));
