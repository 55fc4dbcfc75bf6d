import { recordingListsContract } from '../../contract/recording-lists.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

recordingListsContract('lists of recordings in memory', () => memoryEnginePorts());
