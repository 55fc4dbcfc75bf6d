import { recordingListsContract } from '../../contract/recording-lists.contract.ts';
import { onTable } from '../../support/table-ports.ts';

recordingListsContract('lists of recordings on the table', onTable());
