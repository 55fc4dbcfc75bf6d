import { expiredUploadsContract } from '../../contract/expired-uploads.contract.ts';
import { onTable } from '../../support/table-ports.ts';

expiredUploadsContract('expired-uploads on the table', onTable());
