import { readFile } from 'node:fs/promises';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { signUp } from '../../local/demo/account.ts';
import type { ApiClient } from '../../local/demo/api-client.ts';
import { EditList } from '../../src/documents/edit.contract.ts';
import {
  CreatedRecording,
  type RecordingDetails,
  RecordingList,
  RecordingView,
} from '../../src/recordings/recording.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import {
  eventually,
  everything,
  expectPublishedOnce,
  follow,
  leftBehind,
  process,
  serviceClients,
  upload,
} from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

let cloud: TestCloud;
let clip: string;
beforeAll(async () => {
  clip = await talkClip();
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const Any = z.unknown();

/** The text of the refusal; a success is none. */
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => 'a success',
    (error: unknown) => String(error),
  );
const path = ({ recording_id }: { recording_id: string }) => `/v1/recordings/${recording_id}`;

async function startAgain(api: ApiClient, recording: { recording_id: string }, body = {}) {
  const task = await api.post(`${path(recording)}/process`, TaskView, body);
  return follow(api, { recording_id: recording.recording_id, last_task_id: task.task_id });
}

describe('a recording that is READY', () => {
  let api: ApiClient;
  let details: RecordingDetails;
  beforeAll(async () => {
    ({ api, details } = await process(cloud, clip));
  });

  test('is published once, with its pauses cut, captions and chapters', async () => {
    await expectPublishedOnce(cloud, details);
    const kinds = new Set(details.artifacts.map(({ kind }) => kind));
    for (const kind of ['original', 'video', 'transcript', 'topics', 'subtitles', 'thumbnail']) {
      expect(kinds).toContain(kind);
    }
    const edit = details.artifacts.find(({ kind }) => kind === 'edit');
    const { source_seconds, kept_seconds } = EditList.parse(
      await (await fetch(edit?.url ?? '')).json(),
    );
    expect(source_seconds - kept_seconds).toBeGreaterThan(8);
  });

  test('run again with nothing changed, every stage is taken over', async () => {
    const again = await startAgain(api, details);
    expect(again.status).toBe('READY');
    expect(again.stages.map(({ reused }) => reused)).toEqual(again.stages.map(() => true));
  });

  test('renamed, only the metadata and the page are made anew', async () => {
    await api.send('PATCH', path(details), RecordingView, { display_name: 'A new <name>' });
    const again = await startAgain(api, details);
    const redone = again.stages.filter(({ reused }) => !reused).map(({ name }) => name);
    expect(redone).toEqual(['metadata', 'publish']);
    const page = await (await fetch(again.watch_url ?? '')).text();
    expect(page).toContain('A new &lt;name&gt;');
    await expectPublishedOnce(cloud, again);
  });

  test('with another cut setting, what depends on it is made anew', async () => {
    const config = { trim: { min_pause_seconds: 60, min_edge_silence_seconds: 60 } };
    const again = await startAgain(api, details, { config });
    const redone = again.stages.filter(({ reused }) => !reused).map(({ name }) => name);
    expect(redone).toEqual(expect.arrayContaining(['analyze', 'edit', 'render', 'subtitles']));
    await expectPublishedOnce(cloud, again);
  });

  test('a stranger gets the same 404 on every verb as for an unknown id', async () => {
    const stranger = await signUp(cloud.apiUrl);
    const unknown = { recording_id: `rec_${'0'.repeat(26)}` };
    const verbs: [string, string, unknown?][] = [
      ['GET', ''],
      ['PATCH', '', { display_name: 'x' }],
      ['DELETE', ''],
      ['GET', '/upload'],
      ['POST', '/complete', {}],
      ['POST', '/process', {}],
      ['POST', '/retry'],
      ['POST', '/cancel'],
      ['POST', '/reset'],
      ['GET', '/edit'],
      ['PUT', '/edit', { version: 0, cuts: [] }],
      ['POST', '/edit/preview', { trim: {} }],
      ['POST', '/edit/undo', { version: 0 }],
    ];
    for (const [method, rest, body] of verbs) {
      const answers = [details, unknown].map(target =>
        problemOf(stranger.send(method, path(target) + rest, Any, body)),
      );
      const [foreign, absent] = await Promise.all(answers);
      expect(foreign, `${method} ${rest}`).toContain('404');
      const plain = (text = '') => text.replace(/"instance":"[^"]*"/, '');
      expect(plain(foreign)).toBe(plain(absent));
    }
    const { items } = await stranger.get('/v1/recordings', RecordingList);
    expect(items).toEqual([]);
    const task = stranger.get(`/v1/tasks/${details.last_task_id}`, Any);
    await expect(task).rejects.toMatchObject({ status: 404 });
  });

  test('reset removes what was made and keeps the original; it can be processed again', async () => {
    const reset = await api.post(`${path(details)}/reset`, RecordingView);
    expect(reset.status).toBe('DOWNLOADED');
    const own = async () => {
      const { keys } = await everything(cloud);
      return keys.filter(key => key.includes(details.recording_id));
    };
    // The page is taken back by somebody else, moments later.
    await eventually(async () => ((await own()).length === 1 ? true : undefined));
    expect(await own()).toEqual([expect.stringMatching(/\/original$/)]);
    const again = await startAgain(api, details);
    await expectPublishedOnce(cloud, again);
  });

  test('deleted, it is unknown at once and nothing of it remains', async () => {
    await api.send('DELETE', path(details), z.undefined());
    await expect(api.get(path(details), Any)).rejects.toMatchObject({ status: 404 });
    await eventually(async () => {
      const { keys, rows } = await everything(cloud);
      const id = details.recording_id;
      const left =
        keys.some(key => key.includes(id)) ||
        rows.some(({ sk }) => sk === `TARGET#recording#${id}#library`) ||
        // The row alone waits until no link can put anything there any more.
        rows.some(({ sk, gsi1pk }) => sk === `RECORDING#${id}` && gsi1pk !== 'WAITING#links');
      return left ? undefined : true;
    });
    expect((await fetch(details.watch_url ?? '')).status).toBeGreaterThanOrEqual(403);
  });
});

/** Puts the clip into the inbox of a workspace, and returns its key there. */
async function drop(api: ApiClient, name: string) {
  const me = await api.get('/v1/users/me', z.object({ workspace: z.looseObject({}) }).loose());
  const workspaceId = String(me.workspace.workspace_id ?? me.workspace.id);
  const Key = `inbox/${workspaceId}/${name}`;
  const Bucket = cloud.outputs.MediaBucketName;
  const { s3 } = serviceClients(cloud);
  await s3.send(new PutObjectCommand({ Bucket, Key, Body: await readFile(clip) }));
  return Key;
}

test('a file dropped into the inbox becomes a recording by itself, once; a blank one waits to be asked for', async () => {
  const api = await signUp(cloud.apiUrl);
  const Key = await drop(api, 'Осень 2026/talk one.mp4');
  const recording = await eventually(async () => {
    const { items } = await api.get('/v1/recordings?status=SKIPPED', RecordingList);
    return items[0];
  });
  expect(recording).toMatchObject({
    display_name: 'talk one',
    blank_record: true,
    skip_reason: { code: 'blank', limits: { bytes: 25 * 1024 ** 2, seconds: 1200 } },
    last_task_id: null,
  });
  expect(await problemOf(api.post(`${path(recording)}/process`, TaskView, {}))).toContain('force');
  const details = await startAgain(api, recording, { force: true });
  await expectPublishedOnce(cloud, details);
  expect(details).toMatchObject({ status: 'READY', blank_record: true });
  expect(details.duration_seconds).toBeGreaterThan(1);
  const { items } = await api.get('/v1/recordings?exclude_blank=true', RecordingList);
  expect(items).toEqual([]);
  const { keys } = await everything(cloud);
  expect(keys).not.toContain(Key);
});

test('what turns out to be too short is left out by its run, which gives its slot back', async () => {
  const api = await signUp(cloud.apiUrl);
  const config = { blank: { min_megabytes: 0 } };
  await api.send('PATCH', '/v1/users/me/config', Any, { config, version: 0 });
  await drop(api, 'short.mp4');
  const recording = await eventually(async () => {
    const { items } = await api.get('/v1/recordings', RecordingList);
    return items.find(({ last_task_id }) => last_task_id !== null);
  });
  const details = await follow(api, recording);
  expect(details).toMatchObject({ status: 'SKIPPED', failure: null, watch_url: null });
  expect(details.skip_reason?.measured.seconds).toBeLessThan(1200);
  const task = await api.get(`/v1/tasks/${recording.last_task_id}`, TaskView);
  expect(task.status).toBe('SUCCEEDED');
  expect(await leftBehind(cloud)).toMatchObject({ slots: [] });
});

test('a cancel stops the work, gives the slot back and leaves the original', async () => {
  const { api, recording } = await upload(cloud, clip);
  await eventually(() => cloud.runningTasks().find(({ stage }) => stage === 'render'));
  await api.post(`${path(recording)}/cancel`, TaskView);
  const details = await follow(api, recording);
  expect(details).toMatchObject({ status: 'DOWNLOADED', failure: null, active_task_id: null });
  const none = await eventually(() => (cloud.runningTasks().length === 0 ? true : undefined));
  expect(none).toBe(true);
  expect(await leftBehind(cloud)).toMatchObject({ slots: [] });
  await expectPublishedOnce(cloud, await startAgain(api, recording));
});

test('on the free plan the second recording waits in its place and then runs', async () => {
  const { api, recording } = await upload(cloud, clip);
  const created = await api.post('/v1/recordings', CreatedRecording, {
    file_name: 'two.mp4',
    size_bytes: (await readFile(clip)).byteLength,
  });
  const [part] = created.upload.missing;
  await fetch(part?.url ?? '', { method: 'PUT', body: await readFile(clip) });
  const second = await api.post(`${path(created.recording)}/complete`, RecordingView, {});
  const waiting = await api.get(`/v1/tasks/${second.last_task_id}`, TaskView);
  expect(waiting).toMatchObject({ status: 'QUEUED', queue_place: 1 });
  await expectPublishedOnce(cloud, await follow(api, recording));
  await expectPublishedOnce(cloud, await follow(api, second));
});

test.each([
  { name: 'no bytes', body: { file_name: 'a.mp4', size_bytes: 0 }, field: 'size_bytes' },
  { name: 'too many bytes', body: { file_name: 'a.mp4', size_bytes: 2e11 }, field: 'size_bytes' },
  { name: 'no name', body: { size_bytes: 5 }, field: 'file_name' },
  { name: 'an unknown field', body: { file_name: 'a', size_bytes: 5, colour: 1 }, field: 'colour' },
  {
    name: 'a setting out of range',
    body: { file_name: 'a', size_bytes: 5, config: { trim: { margin_seconds: 99 } } },
    field: 'config.trim.margin_seconds',
  },
  {
    name: 'a language that the engine does not know',
    body: { file_name: 'a', size_bytes: 5, config: { transcription: { language: 'xx' } } },
    field: 'config.transcription.language',
  },
])('a recording with $name is refused, and $field is named', async ({ body, field }) => {
  const api = await signUp(cloud.apiUrl);
  const problem = await problemOf(api.post('/v1/recordings', Any, body));
  expect(problem).toContain('400');
  expect(problem).toContain(`"path":"${field}"`);
  expect((await api.get('/v1/recordings', RecordingList)).items).toEqual([]);
});
