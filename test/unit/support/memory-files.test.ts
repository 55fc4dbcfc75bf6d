import { filesContract } from '../../contract/files.contract.ts';
import { memoryFiles } from '../../support/fakes/memory/files.ts';

filesContract('files in memory', () => memoryFiles(Date.now()).files);
