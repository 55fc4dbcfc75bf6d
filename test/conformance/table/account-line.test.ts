import { accountLine } from '../../../src/adapters/dynamodb/pipeline/account-line.ts';
import { accountLineContract } from '../../contract/account-line.contract.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

accountLineContract('account-line on the table', () => accountLine(table()));
