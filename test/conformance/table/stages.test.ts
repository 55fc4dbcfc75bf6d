import { stagesContract } from '../../contract/stages.contract.ts';
import { onTable } from '../../support/table-ports.ts';

stagesContract('stages on the table', onTable());
