import { kill } from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, expectPublishedOnce, follow, upload } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

let cloud: TestCloud;
let clip: string;

beforeAll(async () => {
  clip = await talkClip();
  cloud = await startTestCloud({ environment: { HEARTBEAT_SECONDS: '4' } });
});
afterAll(() => cloud.stop());

const worker = (stage: string) =>
  eventually(() => cloud.runningTasks().find(task => task.stage === stage));

test.each(['analyze', 'render', 'transcribe'])(
  'kill -9 of the worker in %s: the stage runs again and one page appears',
  async stage => {
    const { api, recording } = await upload(cloud, clip);
    const { pid } = await worker(stage);
    kill(-pid, 'SIGKILL');
    const details = await follow(api, recording);
    await expectPublishedOnce(cloud, details);
    expect(details.stages.map(({ status }) => status)).not.toContain('FAILED');
  },
);

test('a worker that hangs is given up by its heartbeat, and its late return changes nothing', async () => {
  const { api, recording } = await upload(cloud, clip);
  const { pid } = await worker('analyze');
  kill(-pid, 'SIGSTOP');
  const next = await eventually(() =>
    cloud.runningTasks().find(task => task.stage === 'analyze' && task.pid !== pid),
  );
  expect(next.pid).not.toBe(pid);
  kill(-pid, 'SIGCONT');
  const details = await follow(api, recording);
  await expectPublishedOnce(cloud, details);
});

test('a worker that always dies fails the recording with the stage named', async () => {
  const { api, recording } = await upload(cloud, clip);
  let settled = false;
  const ended = follow(api, recording).finally(() => {
    settled = true;
  });
  const killed = new Set<number>();
  await eventually(() => {
    for (const { pid, stage } of cloud.runningTasks()) {
      if (stage !== 'analyze' || killed.has(pid)) continue;
      killed.add(pid);
      kill(-pid, 'SIGKILL');
    }
    return settled ? true : undefined;
  });
  const details = await ended;
  expect(details.status).toBe('FAILED');
  expect(details.failure).toMatchObject({ stage: 'analyze', code: 'lost' });
  // Once on Spot, then four tries on demand.
  expect(killed.size).toBe(5);
});
