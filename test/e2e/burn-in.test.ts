import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiClient } from '../../local/demo/api-client.ts';
import type { RecordingDetails } from '../../src/recordings/recording.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { expectPublishedOnce, follow, process } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';
import { madeAnew } from './made-anew.ts';

const SPOKEN = `1
00:00:04,200 --> 00:00:06,500
The river moves the stones down to the valley.

2
00:00:11,500 --> 00:00:14,000
Bread rises because the yeast makes gas.
`;

let cloud: TestCloud;
let api: ApiClient;
let details: RecordingDetails;
beforeAll(async () => {
  const clip = await talkClip();
  const subtitles = '.castline/test/burn-in.srt';
  await writeFile(subtitles, SPOKEN);
  cloud = await startTestCloud();
  ({ api, details } = await process(cloud, clip, subtitles));
});
afterAll(() => cloud.stop());

async function again(config: object) {
  const { recording_id } = details;
  const task = await api.post(`/v1/recordings/${recording_id}/process`, TaskView, { config });
  return follow(api, { recording_id, last_task_id: task.task_id });
}

const stage = ({ stages }: RecordingDetails, wanted: string) =>
  stages.find(({ name }) => name === wanted);

test('other subtitles do not render a picture anew that has none in it', async () => {
  await expectPublishedOnce(cloud, details);
  const narrow = await again({ subtitles: { max_line_characters: 24 } });
  expect(madeAnew(narrow)).toEqual(['subtitles', 'publish']);
});

test('burnt in, words come first, then picture and sound as asked', async () => {
  const picture = { burn_in: { enabled: true }, vertical: 'fit_blur', watermark: { text: 'mine' } };
  const burnt = await again({ picture, sound: { loudness: { enabled: true } } });
  await expectPublishedOnce(cloud, burnt);
  // Another loudness is no reason to read the original again.
  expect(madeAnew(burnt)).toEqual(['render', 'subtitles', 'publish']);
  const [render, subtitles] = ['render', 'subtitles'].map(name => stage(burnt, name));
  expect(render?.started_at?.localeCompare(subtitles?.finished_at ?? '')).toBeGreaterThanOrEqual(0);
  expect(render?.facts).toMatchObject({
    method: 'encode',
    refused: expect.stringContaining('burn-in, vertical, watermark'),
  });
  const loudness = Number(render?.facts?.loudness_lufs);
  expect(Math.abs(loudness + 14)).toBeLessThan(1);
  const page = await (await fetch(burnt.watch_url ?? '')).text();
  expect(page).toContain('width="648" height="1152"');
  expect(page).toMatch(/<track kind="captions"/);
  expect(page).not.toMatch(/<track kind="captions"[^>]* default/);
});
