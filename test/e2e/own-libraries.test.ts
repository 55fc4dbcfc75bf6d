import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { signUp } from '../../local/demo/account.ts';
import { uploadRecording } from '../../local/demo/upload.ts';
import { RecordingDetails } from '../../src/recordings/recording.contract.ts';
import { eventually, everything, follow } from '../support/castline-client.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const Preset = z.object({ preset_id: z.string(), target_count: z.number() });
const pages = async () =>
  (await everything(cloud)).keys.filter(key => /^w\/.*\/rec_[^/]+\/index\.html$/.test(key)).sort();

test('a recording goes to two libraries of one’s own, and is taken back from both', async () => {
  const api = await signUp(cloud.apiUrl);
  const make = (name: string) =>
    api.post('/v1/presets', Preset, {
      name,
      platform: 'library',
      preset_metadata: { title: name },
    });
  const [one, two] = [await make('Archive'), await make('Course')];
  const presets = [one.preset_id, two.preset_id];
  const config = { publish: { presets } };
  const started = await uploadRecording(api, { file: await talkClip(), config, onBytes: () => {} });
  const details = await follow(api, started);
  expect(details).toMatchObject({ status: 'READY' });
  const { recording_id: id } = details;
  const workspace = (await pages())[0]?.split('/')[1];
  expect(await pages()).toEqual(
    presets.map(preset => `w/${workspace}/${preset}/${id}/index.html`).sort(),
  );
  for (const [index, preset] of presets.entries()) {
    const list = await fetch(`${cloud.siteUrl}/w/${workspace}/${preset}/`);
    expect(list.status).toBe(200);
    expect(await list.text()).toContain(['Archive', 'Course'][index]);
    const page = await fetch(`${cloud.siteUrl}/w/${workspace}/${preset}/${id}/`);
    expect(page.status).toBe(200);
    expect(await api.get(`/v1/presets/${preset}`, Preset)).toMatchObject({ target_count: 1 });
  }
  const drop = api.send('DELETE', `/v1/presets/${one.preset_id}`, z.unknown());
  await expect(drop).rejects.toMatchObject({ status: 409 });

  await api.post(`/v1/recordings/${id}/reset`, z.unknown());
  await eventually(async () => ((await pages()).length === 0 ? true : undefined));
  const left = async () => (await api.get(`/v1/presets/${one.preset_id}`, Preset)).target_count;
  await eventually(async () => ((await left()) === 0 ? true : undefined));
  await api.send('DELETE', `/v1/presets/${one.preset_id}`, z.unknown());

  const again = await api.post(`/v1/recordings/${id}/process`, z.object({ task_id: z.string() }));
  const rerun = await follow(api, { recording_id: id, last_task_id: again.task_id });
  const publish = RecordingDetails.parse(rerun).stages.find(({ name }) => name === 'publish');
  expect(publish?.note).toContain(one.preset_id);
  expect(await pages()).toEqual([`w/${workspace}/${two.preset_id}/${id}/index.html`]);
});
