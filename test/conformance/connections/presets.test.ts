import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES, roleMay } from '../../../src/kernel/http/rights.ts';
import { person, VK_GRANT, YOUTUBE_GRANT } from '../../support/connections.ts';
import { type Asked, type ConnectionsApi, startConnectionsApi } from './connections-api.ts';

let api: ConnectionsApi;
beforeAll(async () => {
  api = await startConnectionsApi();
});
afterAll(() => api.stop());

const LIST = '/v1/presets';
const owner = person();
const stranger = person();
const call = (method: string, path: string, rest: Partial<Asked> = {}) =>
  api.send({ method, path, caller: owner, ...rest });
const make = (body: object, rest: Partial<Asked> = {}) => call('POST', LIST, { body, ...rest });
const connect = async (platform: string, credentials: object, caller = owner) =>
  (await call('POST', '/v1/credentials', { body: { platform, credentials }, caller })).body
    .credential_id;

test('a destination uses an account, changes, is switched off, and frees the account', async () => {
  const credential_id = await connect('vk', VK_GRANT);
  const account = `/v1/credentials/${credential_id}`;
  const made = await make({ name: 'Club', platform: 'vk', credential_id }, { key: 'one' });
  expect(made).toMatchObject({
    status: 201,
    body: { is_active: true, target_count: 0, preset_metadata: { privacy_view: 0 } },
  });
  expect(
    (await make({ name: 'Club', platform: 'vk', credential_id }, { key: 'one' })).body,
  ).toEqual(made.body);
  const path = `${LIST}/${made.body.preset_id}`;
  expect((await call('GET', path)).body).toEqual(made.body);
  expect((await call('GET', account)).body.used_by).toEqual([made.body.preset_id]);
  expect(await call('DELETE', account)).toMatchObject({ status: 409, body: { code: 'in_use' } });
  const off = await call('PATCH', path, { body: { version: 1, is_active: false } });
  expect(off.body).toMatchObject({ is_active: false, version: 2 });
  const list = async (query: string) => (await call('GET', LIST, { query })).body.items;
  expect(await list('platform=vk')).toEqual([off.body]);
  expect(await list('platform=vk&active_only=true')).toEqual([]);
  expect(await list('platform=youtube')).toEqual([]);
  const late = await call('PATCH', path, { body: { version: 1, name: 'Late' } });
  expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', account)).body.used_by).toEqual([]);
  expect((await call('DELETE', account)).status).toBe(204);
});

test('strangers find nothing, and nobody publishes with an account of another workspace', async () => {
  const foreign = await connect('youtube', YOUTUBE_GRANT, stranger);
  const body = { name: 'Theirs', platform: 'youtube', credential_id: foreign };
  expect(await make(body)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  const made = await make({ name: 'Mine', platform: 'library' });
  const path = `${LIST}/${made.body.preset_id}`;
  const caller = stranger;
  expect((await call('GET', path, { caller })).status).toBe(404);
  expect((await call('DELETE', path, { caller })).status).toBe(404);
  const change = { version: 1, name: 'Stolen' };
  expect((await call('PATCH', path, { caller, body: change })).status).toBe(404);
  expect((await call('GET', LIST, { caller })).body.items).toEqual([]);
});

test.each(ROLES)('a %s may what its rights say', async role => {
  const caller = { ...owner, role };
  const reads = await call('GET', LIST, { caller });
  expect(reads.status).toBe(roleMay(role, 'presets.read') ? 200 : 403);
  const changes = await make({}, { caller });
  expect(changes.status).toBe(roleMay(role, 'presets.change') ? 400 : 403);
});

const SOME = 'crd_00000000000000000000000000';

test.each([
  { body: { platform: 'rutube', name: 'X' }, path: 'platform' },
  { body: { platform: 'library', name: '' }, path: 'name' },
  { body: { platform: 'library', name: 'X', credential_id: SOME }, path: 'credential_id' },
  { body: { platform: 'youtube', name: 'X' }, path: 'credential_id' },
  {
    body: { platform: 'vk', name: 'X', credential_id: SOME, preset_metadata: { group_id: 0 } },
    path: 'preset_metadata.group_id',
  },
  {
    body: {
      platform: 'youtube',
      name: 'X',
      credential_id: SOME,
      preset_metadata: { title_template: 'No {variable}' },
    },
    path: 'preset_metadata.title_template',
  },
  {
    body: {
      platform: 'youtube',
      name: 'X',
      credential_id: SOME,
      preset_metadata: { publish_at: 'tomorrow' },
    },
    path: 'preset_metadata.publish_at',
  },
])('a wrong $path is refused by name', async ({ body, path }) => {
  const { status, body: problem } = await make(body);
  expect(status).toBe(400);
  expect(problem.errors).toMatchObject([{ path }]);
});
