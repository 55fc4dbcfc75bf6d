import { grantRepository } from '../../../src/adapters/dynamodb/connections/grant-repository.ts';
import { grantsContract } from '../../contract/grants.contract.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

grantsContract('grants on the table', () => grantRepository(table()));
