import { taskRunsContract } from '../../contract/task-runs.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

taskRunsContract('tasks in memory', () => memoryEnginePorts());
