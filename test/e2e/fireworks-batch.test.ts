import { afterAll, beforeAll, expect, test } from 'vitest';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { eventually, expectPublishedOnce, follow, upload } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { API_KEY, type FakeFireworks, startFireworks } from '../support/fakes/fireworks.ts';
import { talkClip } from '../support/talk-clip.ts';

const SPOKEN = 'The provider heard the river.';
const ANSWER = {
  text: SPOKEN,
  language: 'en',
  segments: [{ start: 0.1, end: 2.5, text: SPOKEN }],
};

let provider: FakeFireworks;
let cloud: TestCloud;
beforeAll(async () => {
  provider = await startFireworks({ transcribe: () => ANSWER, looks: 1 });
  const environment = {
    SPEECH_BATCH_BASE_URL: provider.baseUrl,
    SPEECH_BATCH_API_KEY: API_KEY,
    SPEECH_BATCH_PRICE_PER_HOUR: '3600',
  };
  cloud = await startTestCloud({ environment });
});
afterAll(async () => {
  await cloud.stop();
  await provider.stop();
});

test('jobs are asked for by the state machine while no worker runs, and no more once cancelled', async () => {
  const clip = await talkClip();
  const [kept, stopped] = await Promise.all([upload(cloud, clip), upload(cloud, clip)]);
  const details = follow(kept.api, kept.recording);

  await eventually(() => (provider.jobs.length === 2 ? true : undefined));
  await stopped.api.post(`/v1/recordings/${stopped.recording.recording_id}/cancel`, TaskView, {});
  const working = () => cloud.runningTasks().filter(({ stage }) => stage === 'transcribe');
  await eventually(() => (working().length === 0 ? true : undefined));

  const looks = () => provider.jobs.map(job => job.looks).toSorted();
  await eventually(() => (looks().join() === '0,1' ? true : undefined));
  expect(working()).toEqual([]);
  const recording = await details;
  // Two jobs, of which one was asked for twice: the other's recording was cancelled.
  expect(provider.jobs).toHaveLength(2);
  expect(looks()).toEqual([0, 2]);

  await expectPublishedOnce(cloud, recording);
  const transcribed = recording.stages.find(({ name }) => name === 'transcribe');
  expect(transcribed).toMatchObject({
    status: 'COMPLETED',
    facts: { provider: 'fireworks-batch', model: 'whisper-v3-turbo', language: 'en', words: 5 },
  });
  const { audio_seconds: seconds, cost_minor: cost } = transcribed?.facts ?? {};
  expect(cost).toBe(Math.ceil(Number(seconds)));
  expect(await (await fetch(recording.watch_url ?? '')).text()).toContain(SPOKEN);
});
