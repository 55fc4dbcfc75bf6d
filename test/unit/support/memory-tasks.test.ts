import { tasksContract } from '../../contract/tasks.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

tasksContract('tasks in memory', () => memoryEnginePorts());
