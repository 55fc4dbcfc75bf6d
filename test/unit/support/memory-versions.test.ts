import { versionsContract } from '../../contract/versions.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

versionsContract('versions in memory', () => memoryEnginePorts());
