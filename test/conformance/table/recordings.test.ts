import { recordingsContract } from '../../contract/recordings.contract.ts';
import { onTable } from '../../support/table-ports.ts';

recordingsContract('recordings on the table', onTable());
