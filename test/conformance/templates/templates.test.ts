import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWholeApi, type WholeApi } from '../openapi/fuzz/whole-api.ts';
import { type Customer, fieldsOf, newCustomer, unknownTemplate } from './customer.ts';

let api: WholeApi;
let customer: Customer;

beforeAll(async () => {
  api = await startWholeApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  customer = await newCustomer(api);
});

const LECTURES = { name: 'Lectures', matching_rules: { name_pattern: 'Лекция*' } };
const make = (body: object) => customer.ok('POST', '/templates', body);
const pause = (min_pause_seconds: number) => ({ trim: { min_pause_seconds } });

test('a template is made, seen, listed, changed and deleted', async () => {
  const made = await make({ ...LECTURES, processing_config: pause(4) });
  expect(made).toMatchObject({ version: 1, used_count: 0, is_active: true, is_draft: false });
  const path = `/templates/${made.template_id}`;
  expect(await customer.ok('GET', path)).toEqual(made);
  const draft = await make({ name: 'Some idea', is_draft: true });
  const listed = async (query = '') => (await customer.ok('GET', `/templates${query}`)).items;
  expect(await listed()).toEqual([made]);
  expect(await listed('?include_drafts=true')).toEqual([draft, made]);
  expect(await listed('?search=LECT')).toEqual([made]);
  const one = await customer.ok('GET', '/templates?limit=1&include_drafts=true');
  const next = `/templates?limit=1&include_drafts=true&cursor=${one.cursor}`;
  expect((await customer.ok('GET', next)).items).toEqual([made]);
  const renamed = await customer.ok('PATCH', path, { name: 'Talks', version: 1 });
  expect(renamed).toMatchObject({ name: 'Talks', version: 2, processing_config: pause(4) });
  expect(await customer.call('PATCH', path, { name: 'Late', version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'version_conflict' },
  });
  expect((await customer.call('DELETE', path)).status).toBe(204);
  for (const method of ['GET', 'DELETE'])
    expect((await customer.call(method, path)).status).toBe(404);
  await make({ ...LECTURES, name: 'Talks' });
});

test('a name is there once, in any case, also in a race', async () => {
  await make(LECTURES);
  const again = { ...LECTURES, name: 'LECTURES' };
  expect(await customer.call('POST', '/templates', again)).toMatchObject({
    status: 409,
    body: { code: 'name_taken' },
  });
  const race = await Promise.all(
    Array.from({ length: 5 }, () =>
      customer.call('POST', '/templates', { ...LECTURES, name: 'One' }),
    ),
  );
  expect(race.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
  const other = await make({ ...LECTURES, name: 'Other' });
  const taken = { name: 'one', version: 1 };
  expect(await customer.call('PATCH', `/templates/${other.template_id}`, taken)).toMatchObject({
    status: 409,
    body: { code: 'name_taken' },
  });
});

describe('what comes in', () => {
  test('gets the oldest template that is for it, and goes by it', async () => {
    const first = await make({ ...LECTURES, processing_config: pause(4) });
    await make({ name: 'Also', matching_rules: { keywords: ['лекция'] } });
    const recording = await customer.recordingOf('Лекция 7. Реки');
    expect(recording).toMatchObject({
      is_mapped: true,
      template_id: first.template_id,
      mapped_by: 'rule',
    });
    const path = `/recordings/${recording.recording_id}/config`;
    const seen = await customer.ok('GET', path);
    expect(seen).toMatchObject({ config: pause(4), template_name: 'Lectures', is_mapped: true });
    expect(seen.origins['trim.min_pause_seconds']).toBe('template');
    const change = { processing_config: pause(6), version: 1 };
    await customer.ok('PATCH', `/templates/${first.template_id}`, change);
    expect(await customer.ok('GET', path)).toMatchObject({ config: pause(6) });
    expect(await customer.ok('GET', `/templates/${first.template_id}/stats`)).toMatchObject({
      total_recordings: 1,
      by_status: { DOWNLOADED: 1 },
      used_count: 1,
      last_matched_at: expect.any(String),
    });
  });

  test('keeps its state when the template goes, and may be matched again', async () => {
    const { template_id } = await make({ ...LECTURES, processing_config: pause(4) });
    const { recording_id } = await customer.recordingOf('Лекция 7');
    expect((await customer.call('DELETE', `/templates/${template_id}`)).status).toBe(204);
    const after = await customer.ok('GET', `/recordings/${recording_id}`);
    expect(after).toMatchObject({ is_mapped: false, template_id: null, mapped_by: null });
    expect(after.status).toBe('DOWNLOADED');
    const config = await customer.ok('GET', `/recordings/${recording_id}/config`);
    expect(config).toMatchObject({ is_mapped: false, template_id: null, config: pause(2) });
  });

  test('belongs to whom a person gave it, whatever the rules say', async () => {
    const talks = await make({ name: 'Talks', matching_rules: { keywords: ['talk'] } });
    const { recording_id } = await customer.recordingOf('Rivers');
    const path = `/recordings/${recording_id}`;
    const mapped = await customer.ok('PATCH', path, { template_id: talks.template_id });
    expect(mapped).toMatchObject({ template_id: talks.template_id, mapped_by: 'person' });
    const taken = await customer.ok('PATCH', path, { template_id: null, display_name: 'My talk' });
    expect(taken).toMatchObject({ is_mapped: false, mapped_by: 'person', display_name: 'My talk' });
    const preview = await customer.ok(
      'POST',
      `/templates/${talks.template_id}/preview-rematch`,
      {},
    );
    expect(preview).toMatchObject({ will_match_count: 0, total_checked: 1 });
    expect(preview.recordings[0].reason).toBe('decided_by_a_person');
    const unknown = await customer.call('PATCH', path, { template_id: unknownTemplate() });
    expect(unknown.status).toBe(404);
    expect(fieldsOf(await customer.call('PATCH', path, {}))).toEqual(['display_name']);
  });
});

describe('a preview', () => {
  test('of rules that are not saved says why, and changes nothing', async () => {
    await customer.recordingOf('Lecture 1');
    await customer.recordingOf('Rivers');
    const old = await make({ name: 'Numbers', matching_rules: { patterns: ['\\d$'] } });
    const draft = { matching_rules: { keywords: ['lecture', 'rivers'] } };
    const preview = await customer.ok('POST', '/templates/preview-match', draft);
    expect(preview).toMatchObject({ total_checked: 2, will_match_count: 1, has_more: false });
    expect(preview.recordings).toMatchObject([
      { display_name: 'Rivers', will_match: true, reason: 'keyword', taken_by: null },
      { display_name: 'Lecture 1', will_match: false, taken_by: old.template_id },
    ]);
    const list = await customer.ok('GET', '/recordings');
    for (const { is_mapped } of list.items) expect(is_mapped).toBe(false);
    const saved = await customer.ok('POST', `/templates/${old.template_id}/preview-match`, {});
    expect(saved).toMatchObject({ will_match_count: 1 });
  });

  test('of texts shows each platform what it would get, and names what is wrong', async () => {
    const draft = {
      title_template: `{display_name} {wrong} ${'x'.repeat(100)}`,
      description_template: '{topics}',
    };
    const { problems, platforms, values_from } = await customer.ok(
      'POST',
      '/templates/render',
      draft,
    );
    expect(values_from).toBe('sample');
    expect(problems).toMatchObject([{ path: 'title_template' }]);
    expect(platforms.map(({ platform }: { platform: string }) => platform)).toEqual([
      'library',
      'youtube',
      'vk',
    ]);
    const [library, youtube] = platforms;
    expect(library.problems).toEqual([]);
    expect(youtube.title_length).toBeLessThanOrEqual(100);
    expect(youtube.problems).toMatchObject([{ path: 'title' }]);
    expect(youtube.description).toContain('0:00 How rivers begin\n10:40 ');
    const { recording_id } = await customer.recordingOf('Deltas');
    const own = { recording_id, title_template: 'On {display_name}', platforms: ['vk'] };
    const rendered = await customer.ok('POST', '/templates/render', own);
    expect(rendered).toMatchObject({ values_from: 'recording', problems: [] });
    expect(rendered.platforms).toMatchObject([{ platform: 'vk', title: 'On Deltas' }]);
  });
});

test('a template is made of a recording, by its name, by a pattern or of its config', async () => {
  const { recording_id: id } = await customer.recordingOf('Rivers');
  const config = { ...pause(5), metadata: { title_template: 'On {display_name}' } };
  await customer.ok('PUT', `/recordings/${id}/config`, { config, version: 0 });
  const from = `/templates/from-recording/${id}`;
  const named = await customer.ok('POST', from, { name: 'Rivers' });
  expect(named).toMatchObject({
    matching_rules: { exact_matches: ['Rivers'] },
    processing_config: pause(5),
    metadata_config: { title_template: 'On {display_name}' },
  });
  const patterned = await customer.ok('POST', from, { name: 'Many', match_pattern: '^Riv' });
  expect(patterned.matching_rules.patterns).toEqual(['^Riv']);
  const wrong = await customer.call('POST', from, { name: 'Wrong', match_pattern: '(' });
  expect(fieldsOf(wrong)).toEqual(['match_pattern']);
  const saved = await customer.ok('POST', `/recordings/${id}/config/save-as-template`, {
    name: 'Saved',
  });
  expect(saved).toMatchObject({ is_draft: true, processing_config: pause(5) });
});

test.each([
  { name: 'no rule', body: { name: 'Any' }, fields: ['matching_rules'] },
  { name: 'a short name', body: { ...LECTURES, name: 'ab' }, fields: ['name'] },
  {
    name: 'a pattern that is none',
    body: { ...LECTURES, matching_rules: { patterns: ['ok', '('] } },
    fields: ['matching_rules.patterns[1]'],
  },
  {
    name: 'a pattern of 10 MB',
    body: { ...LECTURES, matching_rules: { patterns: ['a'.repeat(10_000)] } },
    fields: ['matching_rules.patterns[0]'],
  },
  {
    name: 'an unknown field in the config',
    body: { ...LECTURES, processing_config: { trim: { speed: 1 } } },
    fields: ['processing_config.trim.speed'],
  },
  {
    name: 'metadata in the processing config',
    body: { ...LECTURES, processing_config: { metadata: {} } },
    fields: ['processing_config.metadata'],
  },
  {
    name: 'an unknown variable',
    body: { ...LECTURES, metadata_config: { title_template: '{topic}' } },
    fields: ['metadata_config.title_template'],
  },
  {
    name: 'a preset twice',
    body: { ...LECTURES, output_config: { preset_ids: ['library', 'library'] } },
    fields: ['output_config.preset_ids'],
  },
  {
    name: 'what contradicts itself',
    body: {
      ...LECTURES,
      metadata_config: { topics_display: { min_length: 100, max_length: 20 } },
    },
    fields: ['metadata_config.topics_display.min_length'],
  },
])('$name is refused and named', async ({ body, fields }) => {
  const answer = await customer.call('POST', '/templates', body);
  expect(answer.status).toBe(400);
  expect(fieldsOf(answer)).toEqual(fields);
});

test('the rules hold for the template that a change leaves', async () => {
  const { template_id } = await make({ name: 'Some idea', is_draft: true });
  const path = `/templates/${template_id}`;
  const published = await customer.call('PATCH', path, { is_draft: false, version: 1 });
  expect(fieldsOf(published)).toEqual(['matching_rules']);
});

test('a pattern that is catastrophic elsewhere takes no time here', async () => {
  await make({ name: 'Evil', matching_rules: { patterns: ['(a+)+$', '(a|aa)*b'] } });
  const started = performance.now();
  const recording = await customer.recordingOf(`${'a'.repeat(480)}!`);
  expect(recording.is_mapped).toBe(false);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('others find nothing; who may only see changes nothing', async () => {
  const { template_id } = await make(LECTURES);
  const { recording_id } = await customer.recordingOf('Rivers');
  const stranger = await newCustomer(api);
  const own = await stranger.recordingOf('Own');
  const path = `/templates/${template_id}`;
  const calls = [
    ['GET', path],
    ['GET', `${path}/stats`],
    ['PATCH', path, { is_active: false, version: 1 }],
    ['DELETE', path],
    ['POST', `${path}/preview-match`, {}],
    ['POST', `${path}/preview-rematch`, {}],
    ['POST', `/templates/from-recording/${recording_id}`, { name: 'Mine' }],
    ['POST', `/recordings/${recording_id}/config/save-as-template`, { name: 'Mine' }],
    ['POST', '/templates/render', { recording_id }],
    ['PATCH', `/recordings/${own.recording_id}`, { template_id }],
  ] as const;
  for (const [method, address, body] of calls) {
    const { status } = await stranger.call(method, address, body);
    expect({ method, address, status }).toEqual({ method, address, status: 404 });
  }
  await make({ ...LECTURES, name: 'Theirs too' });
  await customer.become('viewer');
  expect((await customer.call('GET', path)).status).toBe(200);
  expect((await customer.call('POST', '/templates', LECTURES)).status).toBe(403);
  expect((await customer.call('DELETE', path)).status).toBe(403);
  await customer.become('marketing');
  expect((await customer.call('PATCH', path, { is_active: false, version: 1 })).status).toBe(200);
  expect((await customer.call('PUT', '/users/me/config', { config: {}, version: 0 })).status).toBe(
    403,
  );
});
