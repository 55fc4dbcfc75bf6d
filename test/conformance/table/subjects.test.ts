import { subjectsContract } from '../../contract/subjects.contract.ts';
import { onTable } from '../../support/table-ports.ts';

subjectsContract('subjects on the table', onTable());
