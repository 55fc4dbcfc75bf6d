import { itemRepository } from '../../../src/adapters/dynamodb/pipeline/item-repository.ts';
import { jobRepository } from '../../../src/adapters/dynamodb/pipeline/job-repository.ts';
import { jobsContract } from '../../contract/jobs.contract.ts';
import { tableOfFile, tablePorts } from '../../support/table-ports.ts';

const table = tableOfFile();

jobsContract('jobs on the table', () => ({
  jobs: jobRepository(table()),
  items: itemRepository(table()),
  tasks: tablePorts(table()).tasks,
}));
