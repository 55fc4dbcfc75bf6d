import { accountLineContract } from '../../contract/account-line.contract.ts';
import { memoryAccountLine } from '../../support/fakes/memory/account-line.ts';

accountLineContract('account-line in memory', memoryAccountLine);
