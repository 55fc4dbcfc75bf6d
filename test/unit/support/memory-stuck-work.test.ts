import { stuckWorkContract } from '../../contract/stuck-work.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

stuckWorkContract('stuck-work in memory', () => memoryEnginePorts());
