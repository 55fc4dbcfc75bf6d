import type { Clock } from '../../kernel/clock.ts';
import { inSlices } from '../../kernel/in-slices.ts';
import type { Tasks } from '../../pipeline/ports.ts';
import type { TaskKey } from '../../pipeline/tasks/task.ts';
import type { JobCommands, Jobs } from './ports.ts';

type Deps = {
  jobs: Pick<Jobs, 'listOpen'>;
  tasks: Pick<Tasks, 'find'>;
  jobCommands: JobCommands;
  clock: Clock;
};

/** Longer than a turn of work and the tries of a message: who is silent for so long was lost. */
const SILENT_MS = 10 * 60_000;

/** Wakes jobs whose message was never sent or is among the dead letters. Twice is harmless. */
export const sweepJobs =
  ({ jobs, tasks, jobCommands, clock }: Deps) =>
  async (): Promise<void> => {
    await inSlices(await jobs.listOpen(), async (key: TaskKey) => {
      const { job } = (await tasks.find(key)) ?? {};
      if (job && clock() - job.touchedAt >= SILENT_MS) {
        await jobCommands.send({ command: 'work', ...key });
      }
    });
  };
