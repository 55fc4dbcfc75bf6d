import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ApiClient } from '../../local/demo/api-client.ts';
import { Transcript } from '../../src/documents/transcript.contract.ts';
import type { RecordingDetails } from '../../src/recordings/recording.contract.ts';
import { VersionList } from '../../src/recordings/versions/version.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { eventually, everything, follow, process } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

const SIDECAR = '.castline/test/superseded.srt';

let cloud: TestCloud;
let api: ApiClient;
let details: RecordingDetails;
beforeAll(async () => {
  cloud = await startTestCloud();
  await writeFile(SIDECAR, '1\n00:00:05,000 --> 00:00:08,000\nThe file says bread.\n');
  ({ api, details } = await process(cloud, await talkClip(), SIDECAR));
});
afterAll(() => cloud.stop());

const at = (rest: string) => `/v1/recordings/${details.recording_id}/${rest}`;

async function run(path: string, body: object) {
  const task = await api.post(at(path), TaskView, body);
  return follow(api, { recording_id: details.recording_id, last_task_id: task.task_id });
}

/** Folders below a stage, one for each result in storage. */
async function results(stage: string) {
  const { keys } = await everything(cloud);
  const folders = keys.flatMap(key => new RegExp(`/stages/${stage}/([^/]+)/`).exec(key)?.[1] ?? []);
  return [...new Set(folders)];
}

test('after other trim settings one render is left, and all transcripts can be read', async () => {
  const [first] = await results('render');
  await run('transcripts', {});
  await run('process', { config: { trim: { margin_seconds: 0.4 } } });
  const [second] = await eventually(async () => {
    const folders = await results('render');
    return folders.length === 1 && folders[0] !== first ? folders : undefined;
  });
  expect(second).toBeDefined();
  const { items } = await api.get(at('transcripts'), VersionList);
  expect(items.length).toBeGreaterThanOrEqual(2);
  for (const { url } of items) {
    const answer = await fetch(url ?? '');
    expect(Transcript.parse(await answer.json()).segments.length).toBeGreaterThan(0);
  }
  const { watch_url } = await run('process', {});
  expect((await fetch(watch_url ?? '')).status).toBe(200);
});
