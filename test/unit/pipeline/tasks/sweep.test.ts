import { expect, test } from 'vitest';
import { sweep } from '../../../../src/pipeline/tasks/sweep.ts';
import { taskKey } from '../../../../src/pipeline/tasks/task.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

test.each([
  { name: 'a run that never started', state: 'unknown' as const, change: {}, did: ['start'] },
  { name: 'a run that goes on', state: 'running' as const, change: {}, did: [] },
  { name: 'a run that ended alone', state: 'ended' as const, change: {}, did: ['finish FAILED'] },
  {
    name: 'a cancel that was never carried out',
    state: 'running' as const,
    change: { cancelRequestedAt: 5 },
    did: ['stop', 'finish CANCELLED'],
  },
  {
    name: 'the slot of a task that is over',
    state: 'ended' as const,
    change: { status: 'FAILED' as const },
    did: ['release'],
  },
])('the sweeper mends $name', async ({ state, change, did }) => {
  const it = memoryPorts({ task: { startedAt: 0, ...change } });
  const log: string[] = [];
  await sweep({
    ...it.ports,
    tasks: {
      ...it.ports.tasks,
      finish: async (_key, outcome) => {
        log.push(`finish ${outcome.task}`);
        return true;
      },
      releaseSlot: async () => void log.push('release'),
    },
    runs: {
      start: async () => void log.push('start'),
      stop: async () => void log.push('stop'),
      state: async () => state,
    },
    stuck: {
      takenSlots: async () => [taskKey(it.run)],
      workspacesWithQueue: async () => [],
      unfinishedDeletions: async () => [],
    },
  })();
  expect(log).toEqual(did);
});
