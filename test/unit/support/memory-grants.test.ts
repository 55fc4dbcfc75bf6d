import { grantsContract } from '../../contract/grants.contract.ts';
import { memoryGrants } from '../../support/fakes/memory/grants.ts';

grantsContract('grants in memory', () => memoryGrants().grants);
