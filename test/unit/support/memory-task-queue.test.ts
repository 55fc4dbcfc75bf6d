import { taskQueueContract } from '../../contract/task-queue.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

taskQueueContract('tasks in memory', () => memoryEnginePorts());
