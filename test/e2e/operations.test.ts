import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../../local/demo/account.ts';
import type { ApiClient } from '../../local/demo/api-client.ts';
import { followTask } from '../../local/demo/follow-task.ts';
import { uploadRecording } from '../../local/demo/upload.ts';
import { RunPreview } from '../../src/recordings/runs/operation.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { expectPublishedOnce, leftBehind } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

let cloud: TestCloud;
let api: ApiClient;
let id: string;
beforeAll(async () => {
  cloud = await startTestCloud();
  api = await signUp(cloud.apiUrl);
  const file = await talkClip();
  const options = { file, process: false, onBytes: () => undefined };
  id = (await uploadRecording(api, options)).recording_id;
});
afterAll(() => cloud.stop());

/** What a call said it would do, and what came when it was made for real. */
async function operate(name: string, body: object = {}) {
  const path = `/v1/recordings/${id}/${name}`;
  const preview = await api.post(`${path}?dry_run=true`, RunPreview, body);
  const task = await api.post(path, TaskView, body);
  const after = await followTask(api, id, task.task_id, () => undefined);
  const promised = preview.steps.filter(({ will_run }) => will_run).map(step => step.name);
  const since = after.stages.filter(
    ({ started_at, reused }) => !reused && (started_at ?? '') >= task.created_at,
  );
  expect(since.map(stage => stage.name)).toEqual(promised);
  return { after, promised };
}

test('a transcript is made of a recording that nobody has cut, and nothing is public', async () => {
  const { after, promised } = await operate('transcribe');
  expect(promised).toEqual(['analyze', 'transcribe']);
  expect(after).toMatchObject({ status: 'DOWNLOADED', failure: null, watch_url: null });
  expect(await leftBehind(cloud)).toEqual({ slots: [], pages: [] });
});

test('a cut renders the video and leaves the transcript as it is', async () => {
  const { after, promised } = await operate('trim');
  expect(promised).toEqual(['edit', 'render']);
  expect(after.artifacts.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['transcript', 'video']),
  );
  expect(after.watch_url).toBeNull();
});

test('an upload makes what is missing and publishes, once', async () => {
  const { after, promised } = await operate('upload', { platforms: ['library'] });
  expect(promised).toEqual(['topics', 'subtitles', 'metadata', 'publish']);
  await expectPublishedOnce(cloud, after);
  const again = await operate('upload', { preset_ids: ['library'] });
  expect(again.promised).toEqual([]);
  await expectPublishedOnce(cloud, again.after);
});

test('other subtitles are made by themselves; the recording stays READY', async () => {
  const { after, promised } = await operate('subtitles', { config: { formats: ['srt'] } });
  expect(promised).toEqual(['subtitles']);
  await expectPublishedOnce(cloud, after);
});

test.each([
  { path: 'download', body: {}, status: 409 },
  { path: 'upload', body: { platforms: ['vk'] }, status: 400 },
  { path: 'trim?dry_run=perhaps', body: {}, status: 400 },
])('$path with $body is refused with $status', async ({ path, body, status }) => {
  const asked = api.post(`/v1/recordings/${id}/${path}`, TaskView, body);
  await expect(asked).rejects.toMatchObject({ status });
});
