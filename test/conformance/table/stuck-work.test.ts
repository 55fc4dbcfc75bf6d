import { stuckWorkContract } from '../../contract/stuck-work.contract.ts';
import { onTable } from '../../support/table-ports.ts';

stuckWorkContract('stuck-work on the table', onTable());
