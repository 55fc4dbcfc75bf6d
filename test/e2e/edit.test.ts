import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { ApiClient } from '../../local/demo/api-client.ts';
import { toEdited, toOriginal } from '../../src/documents/edit-map.ts';
import { EditPreview, EditView } from '../../src/recordings/edit/edit.contract.ts';
import type { RecordingDetails } from '../../src/recordings/recording.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import { everything, expectPublishedOnce, follow, process } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';
import { madeAnew } from './made-anew.ts';

let cloud: TestCloud;
let api: ApiClient;
let details: RecordingDetails;
let automatic: EditView;
beforeAll(async () => {
  cloud = await startTestCloud();
  ({ api, details } = await process(cloud, await talkClip()));
  automatic = await api.get(at(), EditView);
});
afterAll(() => cloud.stop());

const at = (rest = '') => `/v1/recordings/${details.recording_id}/edit${rest}`;
const change = (body: object) => api.send('PUT', at(), EditView, body);

async function again() {
  const task = await api.post(`/v1/recordings/${details.recording_id}/process`, TaskView, {});
  const { recording_id } = details;
  return follow(api, { recording_id, last_task_id: task.task_id });
}

async function fileOf({ artifacts }: RecordingDetails, kind: string, variant = '') {
  const file = artifacts.find(each => each.kind === kind && each.variant.endsWith(variant));
  return (await fetch(file?.url ?? '')).text();
}

/** When each word of the captions is first seen, in seconds. */
async function captions(of: RecordingDetails) {
  const cues = (await fileOf(of, 'subtitles', '.vtt')).split('\n\n').slice(1);
  return cues.flatMap(cue => {
    const [times = '', ...lines] = cue.trim().split('\n');
    const [, minutes, seconds] = /:(\d\d):([\d.]+) -->/.exec(times) ?? [];
    const start = Number(minutes) * 60 + Number(seconds);
    return seconds ? [{ text: lines.join(' '), start }] : [];
  });
}

test('after a run the list is the automatic one, applied, with a picture that can be seen', async () => {
  expect(automatic).toMatchObject({ version: 0, applied_version: 0, mode: 'automatic' });
  expect(automatic.cuts.map(({ reason }) => reason)).toEqual(['head', 'pause', 'tail']);
  const picture = await fetch(automatic.waveform_url ?? '');
  expect(picture.headers.get('content-type')).toBe('image/svg+xml');
  expect(picture.headers.get('content-disposition')).toBeNull();
  expect(await picture.text()).toContain('<title>pause: ');
});

test('a preview with the settings of the run is what the run made, and changes nothing', async () => {
  const before = await everything(cloud);
  const same = await api.post(at('/preview'), EditPreview, { trim: {} });
  expect([same.kept, same.cuts]).toEqual([automatic.kept, automatic.cuts]);
  const all = await api.post(at('/preview'), EditPreview, { trim: { enabled: false } });
  expect(all.kept_seconds).toBe(automatic.source_seconds);
  expect((await everything(cloud)).keys).toEqual(before.keys);
  expect(await api.get(at(), EditView)).toMatchObject({ version: 0 });
});

test('a change renders and re-times anew without speech-to-text', async () => {
  const [first] = automatic.kept;
  // The head stays in now and the rest of the cuts as they were: everything is seen later.
  const cuts = automatic.cuts.slice(1).map(({ start, end }) => ({ start, end }));
  const changed = await change({ version: 0, cuts });
  expect(changed).toMatchObject({ version: 1, applied_version: 0, mode: 'manual' });
  expect(changed.kept_seconds - automatic.kept_seconds).toBeCloseTo(first?.start ?? 0, 3);

  const shown = await captions(details);
  const rerun = await again();
  await expectPublishedOnce(cloud, rerun);
  expect(madeAnew(rerun)).toEqual(['edit', 'render', 'subtitles', 'metadata', 'publish']);
  expect(await api.get(at(), EditView)).toMatchObject({ version: 1, applied_version: 1 });

  const later = await captions(rerun);
  expect(later.map(({ text }) => text)).toEqual(shown.map(({ text }) => text));
  expect(later.length).toBeGreaterThan(1);
  const [from, to] = [listOf(automatic), listOf(changed)];
  later.forEach(({ start }, index) => {
    const original = toOriginal(from, shown[index]?.start ?? 0);
    expect(Math.abs(start - toEdited(to, original))).toBeLessThan(0.05);
  });
  const { duration_seconds } = JSON.parse(await fileOf(rerun, 'metadata'));
  expect(duration_seconds).toBeCloseTo(changed.kept_seconds, 3);
});

const listOf = ({ kept }: EditView) => ({
  version: 1 as const,
  source_seconds: automatic.source_seconds,
  kept_seconds: 0,
  kept,
  cuts: [],
});

test('a change that was undone before the run redoes nothing but the list', async () => {
  const changed = await change({ version: 1, cuts: [] });
  const undone = await api.post(at('/undo'), EditView, { version: changed.version });
  expect(undone).toMatchObject({ version: 3, applied_version: 1, mode: 'manual' });
  expect(madeAnew(await again())).toEqual(['edit']);
});

test('a second undo gives the automatic list', async () => {
  const undone = await api.post(at('/undo'), EditView, { version: 3 });
  expect(undone).toMatchObject({ version: 4, mode: 'automatic', can_undo: false });
  expect([undone.kept, undone.cuts]).toEqual([automatic.kept, automatic.cuts]);
});

test('of two changes on one version one is refused, and what was refused leaves no file', async () => {
  const { version } = await api.get(at(), EditView);
  const tries = [1, 2].map(end => change({ version, cuts: [{ start: 0, end }] }));
  const answers = await Promise.allSettled(tries);
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [lost] = answers.filter(answer => answer.status === 'rejected');
  expect(lost?.reason).toMatchObject({ status: 409 });
  const { keys } = await everything(cloud);
  const own = keys.filter(key => key.includes(`/edits/00000${version + 1}-`));
  expect(own).toHaveLength(2);
});

test('a wrong change names its field', async () => {
  const { version, source_seconds } = automatic;
  const wrong = change({ version, kept: [{ start: 1, end: source_seconds + 1 }] });
  await expect(wrong).rejects.toMatchObject({ status: 400 });
  await expect(wrong).rejects.toThrow(/"path":"kept\[0\]\.end"/);
  await api.send('DELETE', `/v1/recordings/${details.recording_id}`, z.undefined());
  await expect(api.get(at(), EditView)).rejects.toMatchObject({ status: 404 });
});
