import type { Runs } from '../../../../src/pipeline/ports.ts';

type State = Awaited<ReturnType<Runs['state']>>;

/** Runs of state machines in memory; `states` by task. A run that goes on ends only when stopped. */
export function memoryRuns() {
  const states = new Map<string, State>();
  const runs: Runs = {
    start: async ({ taskId }) => {
      if (!states.has(taskId)) states.set(taskId, 'running');
    },
    stop: async ({ taskId }) => {
      if (states.has(taskId)) states.set(taskId, 'ended');
    },
    state: async ({ taskId }) => states.get(taskId) ?? 'unknown',
  };
  return { runs, states };
}
