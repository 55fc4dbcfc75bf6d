import { artifactsContract } from '../../contract/artifacts.contract.ts';
import { onTable } from '../../support/table-ports.ts';

artifactsContract('artifacts on the table', onTable());
