import { stagesContract } from '../../contract/stages.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

stagesContract('stages in memory', () => memoryEnginePorts());
