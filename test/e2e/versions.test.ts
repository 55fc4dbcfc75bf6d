import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiClient } from '../../local/demo/api-client.ts';
import { Topics } from '../../src/documents/topics.contract.ts';
import type { RecordingDetails } from '../../src/recordings/recording.contract.ts';
import { VersionList } from '../../src/recordings/versions/version.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { expectPublishedOnce, follow, process } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { API_KEY, startOpenAi } from '../support/fakes/openai.ts';
import { talkClip } from '../support/talk-clip.ts';
import { madeAnew } from './made-anew.ts';

const SIDECAR = '.castline/test/versions.srt';
const SPOKEN = 'The provider heard the river.';

let provider: Awaited<ReturnType<typeof startOpenAi>>;
let cloud: TestCloud;
let api: ApiClient;
let details: RecordingDetails;
beforeAll(async () => {
  provider = await startOpenAi({ transcribe: () => heard });
  const SPEECH_BASE_URL = provider.baseUrl;
  cloud = await startTestCloud({ environment: { SPEECH_BASE_URL, SPEECH_API_KEY: API_KEY } });
  await writeFile(SIDECAR, '1\n00:00:05,000 --> 00:00:08,000\nThe file says bread.\n');
  ({ api, details } = await process(cloud, await talkClip(), SIDECAR));
});
afterAll(async () => {
  await cloud.stop();
  await provider.stop();
});

const heard = {
  task: 'transcribe',
  language: 'english',
  duration: 3,
  text: SPOKEN,
  segments: [{ id: 0, start: 0.2, end: 2.5, text: SPOKEN }],
  words: SPOKEN.split(' ').map((word, index) => ({
    word: word.replace('.', ''),
    start: 0.2 + index * 0.4,
    end: 0.5 + index * 0.4,
  })),
};

const at = (rest: string) => `/v1/recordings/${details.recording_id}/${rest}`;
const versions = (of: string) => api.get(at(of), VersionList);
const choose = (of: string, version: number) =>
  api.send('PUT', at(`${of}/active`), VersionList, { version });

async function run(path: string, body: object = {}) {
  const task = await api.post(at(path), TaskView, body);
  const started = { recording_id: details.recording_id, last_task_id: task.task_id };
  const after = await follow(api, started);
  await expectPublishedOnce(cloud, after);
  return after;
}

test('topics found again are a second version, and nothing before them is redone', async () => {
  expect(await versions('topics')).toMatchObject({ active: 1, items: [{ version: 1 }] });
  const after = await run('topics', { config: { granularity: 'short' } });
  expect(madeAnew(after)).toEqual(['topics', 'metadata', 'publish']);
  const { active, items } = await versions('topics');
  expect(active).toBe(2);
  expect(items.map(({ version, facts }) => [version, facts.granularity, facts.provider])).toEqual([
    [2, 'short', 'offline'],
    [1, 'long', 'offline'],
  ]);
  const first = await (await fetch(items[1]?.url ?? '')).json();
  expect(Topics.parse(first).granularity).toBe('long');
});

test('the first version chosen again, only metadata and page are redone, and it stays', async () => {
  expect(await choose('topics', 1)).toMatchObject({ active: 1 });
  expect(madeAnew(await run('process'))).toEqual(['metadata', 'publish']);
  expect(madeAnew(await run('process'))).toEqual([]);
  expect(await versions('topics')).toMatchObject({ active: 1, items: { length: 2 } });
});

test('transcribed again by another provider, the old transcript stays and can be taken back', async () => {
  const after = await run('transcripts', { config: { provider: 'openai' } });
  expect(madeAnew(after)).toEqual(['transcribe', 'topics', 'subtitles', 'metadata', 'publish']);
  const page = async ({ watch_url }: RecordingDetails) => (await fetch(watch_url ?? '')).text();
  expect(await page(after)).toContain('provider');

  const { items } = await versions('transcripts');
  expect(items.map(({ version, active, facts }) => [version, active, facts.provider])).toEqual([
    [2, true, 'openai'],
    [1, false, 'imported'],
  ]);
  const calls = provider.uploads.length;
  await choose('transcripts', 1);
  const back = await run('process');
  // The topics of that transcript are there, too.
  expect(madeAnew(back)).toEqual(['subtitles', 'metadata', 'publish']);
  expect(await page(back)).toContain('bread');
  expect(provider.uploads).toHaveLength(calls);
});

test.each([
  { what: 'an unknown version', of: 'topics/active', body: { version: 99 }, status: 404 },
  { what: 'no version', of: 'topics/active', body: {}, status: 400 },
  { what: 'an unknown setting', of: 'topics', body: { config: { colour: 1 } }, status: 400 },
  { what: 'a wrong language', of: 'transcripts', body: { config: { language: 1 } }, status: 400 },
])('$what is refused', async ({ of, body, status }) => {
  const before = await versions('topics');
  const method = of.endsWith('active') ? 'PUT' : 'POST';
  await expect(api.send(method, at(of), TaskView, body)).rejects.toMatchObject({ status });
  const after = await versions('topics');
  expect(after.items.map(({ version }) => version)).toEqual(
    before.items.map(({ version }) => version),
  );
});

test('another recording has no such versions', async () => {
  const unknown = `/v1/recordings/rec_${'0'.repeat(26)}`;
  const tries = [
    api.get(`${unknown}/topics`, VersionList),
    api.post(`${unknown}/topics`, TaskView, {}),
    api.send('PUT', `${unknown}/topics/active`, VersionList, { version: 1 }),
  ];
  for (const refused of await Promise.allSettled(tries)) {
    expect(refused).toMatchObject({ status: 'rejected', reason: { status: 404 } });
  }
});
