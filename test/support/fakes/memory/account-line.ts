import type { AccountLine } from '../../../../src/pipeline/ports.ts';
import type { TaskKey } from '../../../../src/pipeline/tasks/task.ts';
import { copyOf, memoryStore } from './store.ts';

/** Who waits for a slot of the account, in memory. */
export function memoryAccountLine({ shares } = memoryStore()): AccountLine {
  const line = new Map<string, TaskKey>();
  return {
    list: async () => [...line.values()].sort((a, b) => (a.taskId < b.taskId ? -1 : 1)),
    shares: async () => copyOf(shares),
    join: async key => void line.set(key.taskId, key),
    leave: async keys => {
      for (const { taskId } of keys) line.delete(taskId);
    },
  };
}
