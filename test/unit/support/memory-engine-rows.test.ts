import { engineRowsContract } from '../../contract/engine-rows.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

engineRowsContract('engine-rows in memory', () => memoryEnginePorts());
