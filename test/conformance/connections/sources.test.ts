import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES, roleMay } from '../../../src/kernel/http/rights.ts';
import { person, ZOOM_APP } from '../../support/connections.ts';
import { type Asked, type ConnectionsApi, startConnectionsApi } from './connections-api.ts';

let api: ConnectionsApi;
beforeAll(async () => {
  api = await startConnectionsApi();
});
afterAll(() => api.stop());

const LIST = '/v1/sources';
const owner = person();
const stranger = person();
const call = (method: string, path: string, rest: Partial<Asked> = {}) =>
  api.send({ method, path, caller: owner, ...rest });
const make = (body: object, rest: Partial<Asked> = {}) => call('POST', LIST, { body, ...rest });
const connect = async (caller = owner) => {
  const body = { platform: 'zoom', credentials: ZOOM_APP };
  return (await call('POST', '/v1/credentials', { body, caller })).body.credential_id;
};

test('a source uses an account, changes, and frees the account', async () => {
  const credential_id = await connect();
  const account = `/v1/credentials/${credential_id}`;
  const body = { name: 'Meetings', platform: 'zoom', credential_id };
  const made = await make(body);
  expect(made).toMatchObject({ status: 201, body: { is_active: true, last_sync_at: null } });
  expect(await make(body)).toMatchObject({ status: 409, body: { code: 'name_taken' } });
  const path = `${LIST}/${made.body.source_id}`;
  expect((await call('GET', path)).body).toEqual(made.body);
  expect((await call('GET', account)).body.used_by).toEqual([made.body.source_id]);
  expect(await call('DELETE', account)).toMatchObject({ status: 409, body: { code: 'in_use' } });
  const off = await call('PATCH', path, { body: { version: 1, is_active: false } });
  expect(off).toMatchObject({ status: 200, body: { is_active: false, version: 2 } });
  const list = async (query: string) => (await call('GET', LIST, { query })).body.items;
  expect(await list('search=MEET')).toEqual([off.body]);
  expect(await list('search=MEET&active_only=true')).toEqual([]);
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('DELETE', account)).status).toBe(204);
});

test('strangers find nothing, and nobody uses an account of another workspace', async () => {
  const foreign = await connect(stranger);
  const theirs = { name: 'Theirs', platform: 'zoom', credential_id: foreign };
  expect(await make(theirs)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  const path = `${LIST}/${(await make({ name: 'Mine', platform: 's3' })).body.source_id}`;
  const caller = stranger;
  expect((await call('GET', path, { caller })).status).toBe(404);
  expect((await call('DELETE', path, { caller })).status).toBe(404);
  const body = { version: 1, name: 'Stolen' };
  expect((await call('PATCH', path, { caller, body })).status).toBe(404);
  expect((await call('GET', LIST, { caller })).body.items).toEqual([]);
});

test.each(ROLES)('a %s may what its rights say', async role => {
  const caller = { ...owner, role };
  const reads = await call('GET', LIST, { caller });
  expect(reads.status).toBe(roleMay(role, 'sources.read') ? 200 : 403);
  const changes = await make({}, { caller });
  expect(changes.status).toBe(roleMay(role, 'sources.change') ? 400 : 403);
});

test.each([
  { body: { name: 'Hall', platform: 'floppy' }, path: 'platform' },
  { body: { name: 'No', platform: 's3' }, path: 'name' },
  { body: { name: 'Hall', platform: 'zoom' }, path: 'credential_id' },
  { body: { name: 'Hall', platform: 's3', config: { bucket: 'x' } }, path: 'config.bucket' },
])('a wrong $path is refused by name', async ({ body, path }) => {
  const { status, body: problem } = await make(body);
  expect(status).toBe(400);
  expect(problem.errors).toMatchObject([{ path }]);
});
