import { versionsContract } from '../../contract/versions.contract.ts';
import { onTable } from '../../support/table-ports.ts';

versionsContract('versions on the table', onTable());
