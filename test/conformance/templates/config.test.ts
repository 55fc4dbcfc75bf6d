import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startWholeApi, type WholeApi } from '../openapi/fuzz/whole-api.ts';
import { type Customer, fieldsOf, newCustomer } from './customer.ts';

const ME = '/users/me/config';
let api: WholeApi;
let customer: Customer;

beforeAll(async () => {
  api = await startWholeApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  customer = await newCustomer(api, 'Europe/Berlin');
});

const pause = (min_pause_seconds: number) => ({ trim: { min_pause_seconds } });

test('a workspace sets, changes and resets what its recordings are processed by', async () => {
  const first = await customer.ok('GET', ME);
  expect(first).toMatchObject({ version: 0, overrides: {}, updated_at: null });
  expect(first.config.metadata.time_zone).toBe('Europe/Berlin');
  const put = await customer.ok('PUT', ME, { config: pause(3), version: 0 });
  expect(put).toMatchObject({ version: 1, overrides: pause(3), config: pause(3) });
  expect(put.origins['trim.min_pause_seconds']).toBe('workspace');
  const change = { config: { trim: { min_pause_seconds: null, margin_seconds: 1 } }, version: 1 };
  const patched = await customer.ok('PATCH', ME, change);
  expect(patched).toMatchObject({ version: 2, overrides: { trim: { margin_seconds: 1 } } });
  expect(await customer.call('PUT', ME, { config: {}, version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'version_conflict' },
  });
  expect(await customer.ok('POST', `${ME}/reset`)).toMatchObject({ overrides: {}, version: 3 });
});

test('a recording shows what counts and where it comes from, and goes back', async () => {
  const { recording_id: id } = await customer.recordingOf('Rivers');
  const path = `/recordings/${id}/config`;
  await customer.ok('PUT', ME, { config: pause(3), version: 0 });
  const inherited = await customer.ok('GET', path);
  expect(inherited).toMatchObject({ config: pause(3), has_manual_override: false, version: 0 });
  expect(inherited).toMatchObject({ is_mapped: false, template_id: null, template_name: null });
  await customer.ok('PUT', path, { config: pause(4), version: 0 });
  const twice = await customer.ok('PUT', path, { config: pause(5), version: 1 });
  expect(twice).toMatchObject({ config: pause(5), overrides: pause(5), version: 2 });
  expect(twice.origins).toMatchObject({
    'trim.min_pause_seconds': 'recording',
    'metadata.time_zone': 'workspace',
    'topics.enabled': 'default',
  });
  expect(await customer.ok('GET', path)).toMatchObject({ has_manual_override: true });
  const late = await customer.call('PUT', path, { config: {}, version: 1 });
  expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
  expect(await customer.ok('DELETE', path)).toMatchObject({ config: pause(3), overrides: {} });
});

test('what a run is asked for with does not stay', async () => {
  const { recording_id: id } = await customer.recordingOf('Rivers');
  const path = `/recordings/${id}/config`;
  await customer.ok('PUT', path, { config: pause(4), version: 0 });
  await customer.ok('POST', `/recordings/${id}/process`, { config: pause(9) });
  expect(await customer.ok('GET', path)).toMatchObject({ config: pause(4), version: 1 });
});

test.each([
  { name: 'an unknown field', config: { music: {} }, fields: ['config.music'] },
  {
    name: 'an unknown field deep inside',
    config: { trim: { colour: 'red' } },
    fields: ['config.trim.colour'],
  },
  {
    name: 'a wrong value',
    config: { trim: { margin_seconds: -1 } },
    fields: ['config.trim.margin_seconds'],
  },
  {
    name: 'a wrong variable',
    config: { metadata: { title_template: '{topic}' } },
    fields: ['config.metadata.title_template'],
  },
  {
    name: 'a wrong preset',
    config: { publish: { presets: ['tube'] } },
    fields: ['config.publish.presets[0]'],
  },
  {
    name: 'what contradicts itself',
    config: { metadata: { topics_display: { min_length: 100, max_length: 20 } } },
    fields: ['config.metadata.topics_display.min_length'],
  },
])('$name is refused and named, wherever it is saved', async ({ config, fields }) => {
  const { recording_id: id } = await customer.recordingOf('Rivers');
  const calls = [
    ['PUT', ME, { config, version: 0 }],
    ['PATCH', ME, { config, version: 0 }],
    ['PUT', `/recordings/${id}/config`, { config, version: 0 }],
    ['POST', `/recordings/${id}/process`, { config }],
  ] as const;
  for (const [method, path, body] of calls) {
    const answer = await customer.call(method, path, body);
    expect({ method, path, status: answer.status }).toEqual({ method, path, status: 400 });
    expect(fieldsOf(answer)).toEqual(fields);
  }
});

test('rules over several fields are checked over all layers', async () => {
  const { recording_id: id } = await customer.recordingOf('Rivers');
  const longest = { config: { metadata: { topics_display: { max_length: 20 } } }, version: 0 };
  await customer.ok('PUT', ME, longest);
  const config = { metadata: { topics_display: { min_length: 30 } } };
  const refused = await customer.call('PUT', `/recordings/${id}/config`, { config, version: 0 });
  expect(fieldsOf(refused)).toEqual(['config.metadata.topics_display.min_length']);
});

test('a viewer sees and changes nothing, a cashier sees nothing, a stranger finds nothing', async () => {
  const { recording_id: id } = await customer.recordingOf('Rivers');
  const path = `/recordings/${id}/config`;
  const stranger = await newCustomer(api);
  for (const method of ['GET', 'DELETE']) {
    expect((await stranger.call(method, path)).status).toBe(404);
  }
  expect((await stranger.call('PUT', path, { config: {}, version: 0 })).status).toBe(404);
  await customer.become('viewer');
  expect((await customer.call('GET', ME)).status).toBe(200);
  expect((await customer.call('PUT', ME, { config: {}, version: 0 })).status).toBe(403);
  expect((await customer.call('PUT', path, { config: {}, version: 0 })).status).toBe(403);
  await customer.become('cashier');
  expect((await customer.call('GET', ME)).status).toBe(403);
});
