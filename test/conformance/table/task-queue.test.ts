import { taskQueueContract } from '../../contract/task-queue.contract.ts';
import { onTable } from '../../support/table-ports.ts';

taskQueueContract('tasks on the table', onTable());
