import { artifactsContract } from '../../contract/artifacts.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

artifactsContract('artifacts in memory', () => memoryEnginePorts());
