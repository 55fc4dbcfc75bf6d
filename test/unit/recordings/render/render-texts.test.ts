import { expect, test } from 'vitest';
import { TEXT_LIMITS } from '../../../../src/adapters/platforms/text-limits.ts';
import { RenderTexts } from '../../../../src/recordings/render/render.contract.ts';
import { renderTexts } from '../../../../src/recordings/render/render-texts.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

function world() {
  const it = idlePorts({ displayName: 'Deltas' });
  const deps = { ...it.ports, limits: TEXT_LIMITS };
  const render = (draft: object, workspaceId = it.key.workspaceId) =>
    renderTexts(deps)(workspaceId, RenderTexts.parse(draft));
  return { ...it, render };
}

test('a recording that was described before is shown with what was found of it', async () => {
  const it = world();
  const { workspaceId, recordingId: recording_id } = it.key;
  const key = `workspaces/${workspaceId}/metadata.json`;
  const known = {
    ...{ version: 1, display_name: 'Old', time_zone: 'UTC', duration_seconds: 90 },
    ...{ record_time: '2026-01-01T00:00:00.000Z', title: [], description: [], themes: ['Silt'] },
    chapters: [{ title: 'Mouths', start: 0, end: 90 }],
  };
  await it.ports.files.put(workspaceId, key, { body: JSON.stringify(known) }, 'a/b');
  const made = { variant: '', content_type: 'a/b', size_bytes: 1, sha256: 'x', fingerprint: 'f' };
  it.stored.push({ kind: 'metadata', key, ...made, stage: 'metadata' });
  const row = { subject: it.subject, taskId: it.task.taskId, attempts: 1, stage: 'metadata' };
  it.states.set('metadata', { ...row, status: 'COMPLETED', madeFingerprint: 'f' });
  const draft = { recording_id, title_template: '{display_name}: {themes} ({duration:mm:ss})' };
  const { platforms, values_from } = await it.render({ ...draft, platforms: ['library'] });
  expect(values_from).toBe('recording');
  expect(platforms).toMatchObject([
    { title: 'Deltas: Silt (01:30)', chapters: [{ title: 'Mouths' }] },
  ]);
});

test('what is left out comes from the config, times in the zone of the workspace', async () => {
  const it = world();
  it.settingRows.zones.set(it.key.workspaceId, 'Asia/Tokyo');
  const { platforms } = await it.render({
    title_template: '{record_time:hh:mm}',
    sample: { record_time: '2026-03-14T20:30:00.000Z' },
    platforms: ['vk'],
  });
  expect(platforms).toMatchObject([{ title: '05:30' }]);
  expect(platforms[0]?.description).toContain('How rivers begin');
});

test('wrong variables, texts that are cut and chapters that are not shown are named', async () => {
  const it = world();
  const { problems, platforms } = await it.render({
    title_template: `{nothing} ${'x'.repeat(150)}`,
    description_template: '{topics}',
    sample: { topics: [{ title: 'One', start_seconds: 0 }] },
  });
  expect(problems).toMatchObject([{ path: 'title_template' }]);
  const named = platforms.map(one => [one.platform, one.problems.map(({ path }) => path)]);
  expect(named).toEqual([
    ['library', []],
    ['youtube', ['title', 'chapters']],
    ['vk', ['title']],
  ]);
});

test('a foreign recording is unknown', async () => {
  const it = world();
  const foreign = it.render({ recording_id: it.key.recordingId }, newWorkspaceId());
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});
