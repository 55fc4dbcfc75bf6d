import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../../local/demo/account.ts';
import type { ApiClient } from '../../local/demo/api-client.ts';
import { followTask } from '../../local/demo/follow-task.ts';
import { uploadRecording } from '../../local/demo/upload.ts';
import { BulkPreview } from '../../src/recordings/bulk/bulk.contract.ts';
import { RunPreview } from '../../src/recordings/runs/operation.contract.ts';
import { TaskItemList, TaskView } from '../../src/tasks/task.contract.ts';
import { eventually, expectPublishedOnce, leftBehind } from '../support/castline-client.ts';
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

/** One call over many recordings, followed to its end. */
async function forMany(name: string, ids: string[], body: object = {}) {
  const path = `/v1/recordings/bulk/${name}`;
  const asked = { recording_ids: ids, ...body };
  const preview = await api.post(`${path}?dry_run=true`, BulkPreview, asked);
  let task = await api.post(path, TaskView, asked);
  while (task.status === 'QUEUED' || task.status === 'RUNNING') {
    const at = `/v1/tasks/${task.task_id}?wait=20&seen=${task.version}`;
    task = await api.get(at, TaskView);
  }
  const { items } = await api.get(`/v1/tasks/${task.task_id}/items`, TaskItemList);
  return { preview, task, items };
}

const UNKNOWN = 'rec_00000000000000000000000000';

test('asked of many, each recording has its own result in one task', async () => {
  const { preview, task, items } = await forMany('transcribe', [id, UNKNOWN]);
  expect(preview).toMatchObject({ matched_count: 1, skipped_count: 1, total: 2 });
  expect(task).toMatchObject({
    ...{ kind: 'bulk', status: 'SUCCEEDED', recording_id: null, progress: 100 },
    items: { total: 2, done: 2, failed: 1 },
  });
  expect(items).toMatchObject([
    { recording_id: id, status: 'started' },
    { recording_id: UNKNOWN, status: 'failed', failure: { code: 'not_found' } },
  ]);
  const started = items[0]?.task_id ?? '';
  expect((await followTask(api, id, started, () => undefined)).status).toBe('READY');
});

test('many are deleted in one call, with their pages', async () => {
  const failed = { filters: { status: ['FAILED'] } };
  const none = await api.post('/v1/recordings/bulk/delete?dry_run=true', BulkPreview, failed);
  expect(none.total).toBe(0);
  const { task, items } = await forMany('delete', [id]);
  expect(task.status).toBe('SUCCEEDED');
  expect(items).toMatchObject([{ recording_id: id, status: 'done' }]);
  const gone = api.get(`/v1/recordings/${id}`, TaskView);
  await expect(gone).rejects.toMatchObject({ status: 404 });
  await eventually(async () => {
    const { pages } = await leftBehind(cloud);
    return pages.length === 0 || undefined;
  });
});
