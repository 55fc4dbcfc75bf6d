import { taskRunsContract } from '../../contract/task-runs.contract.ts';
import { onTable } from '../../support/table-ports.ts';

taskRunsContract('tasks on the table', onTable());
