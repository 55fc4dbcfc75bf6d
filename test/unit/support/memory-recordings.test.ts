import { recordingsContract } from '../../contract/recordings.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

recordingsContract('recordings in memory', () => memoryEnginePorts());
