import { jobsContract } from '../../contract/jobs.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';
import { memoryJobs } from '../../support/fakes/memory/jobs.ts';
import { memoryStore } from '../../support/fakes/memory/store.ts';

jobsContract('jobs in memory', () => {
  const store = memoryStore();
  return { ...memoryJobs(store), tasks: memoryEnginePorts(store).tasks };
});
