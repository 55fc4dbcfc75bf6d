import { subjectsContract } from '../../contract/subjects.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

subjectsContract('subjects in memory', () => memoryEnginePorts());
