import { engineRowsContract } from '../../contract/engine-rows.contract.ts';
import { onTable } from '../../support/table-ports.ts';

engineRowsContract('engine-rows on the table', onTable());
