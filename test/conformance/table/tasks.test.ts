import { tasksContract } from '../../contract/tasks.contract.ts';
import { onTable } from '../../support/table-ports.ts';

tasksContract('tasks on the table', onTable());
