import { expect, test } from 'vitest';
import { answerForDead } from '../../../../src/adapters/stepfunctions/worker-stopped.ts';

const TOKEN = { name: 'TASK_TOKEN', value: 'token-1' };

/** What the state hears when ECS tells of a task that stopped. */
async function told(detail: object, environment = [TOKEN]) {
  const said: string[][] = [];
  const answer = answerForDead(token => ({
    fail: async (error, cause) => {
      said.push([token, error, cause]);
      return true;
    },
  }));
  const overrides = { containerOverrides: [{ environment }] };
  await answer({ detail: { lastStatus: 'STOPPED', overrides, ...detail } });
  return said;
}

test.each([
  {
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'Capacity is unavailable at this time. Please try again later.',
    error: 'NoMachine',
  },
  {
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'Timeout waiting for network interface provisioning to complete.',
    error: 'NoMachine',
  },
  {
    stopCode: 'TaskFailedToStart',
    stoppedReason: 'CannotPullContainerError: manifest unknown',
    error: 'WorkerLost',
  },
  {
    stopCode: 'SpotInterruption',
    stoppedReason: 'Your Spot Task was interrupted.',
    error: 'WorkerLost',
  },
  {
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'OutOfMemoryError: Container killed due to memory usage',
    error: 'WorkerLost',
  },
])('$stopCode ($stoppedReason) is $error', async ({ error, ...detail }) => {
  const [[token, name, cause] = [], ...more] = await told(detail);
  expect([token, name, more]).toEqual(['token-1', error, []]);
  expect(JSON.parse(cause ?? '')).toMatchObject({ detail: detail.stoppedReason });
});

test.each([
  { what: 'a task that still runs', detail: { lastStatus: 'RUNNING' }, environment: [TOKEN] },
  { what: 'a task of somebody else', detail: {}, environment: [] },
])('$what is nobody to answer for', async ({ detail, environment }) => {
  expect(await told(detail, environment)).toEqual([]);
});
