import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLES, roleMay } from '../../../src/kernel/http/rights.ts';
import {
  person,
  SECRET_WORD,
  VK_GRANT,
  YOUTUBE_GRANT,
  ZOOM_APP,
  ZOOM_GRANT,
} from '../../support/connections.ts';
import { type Asked, type ConnectionsApi, startConnectionsApi } from './connections-api.ts';

let api: ConnectionsApi;
beforeAll(async () => {
  api = await startConnectionsApi();
});
afterAll(() => api.stop());

const LIST = '/v1/credentials';
const owner = person();
const call = (method: string, path: string, rest: Partial<Asked> = {}) =>
  api.send({ method, path, caller: owner, ...rest });
const connect = (body: object, rest: Partial<Asked> = {}) => call('POST', LIST, { body, ...rest });

test('an account is connected, seen, renamed, given another secret, and forgotten', async () => {
  const made = await connect({ platform: 'zoom', credentials: ZOOM_APP });
  expect(made).toMatchObject({
    status: 201,
    body: { account_name: 'Physics', used_by: [], is_active: true, version: 1 },
  });
  const path = `${LIST}/${made.body.credential_id}`;
  expect(made.headers.location).toBe(path);
  expect((await call('GET', path)).body).toEqual(made.body);
  expect((await call('GET', LIST)).body).toEqual({ items: [made.body], cursor: null });
  const renamed = await call('PATCH', path, { body: { version: 1, account_name: 'Chemistry' } });
  expect(renamed).toMatchObject({ status: 200, body: { account_name: 'Chemistry', version: 2 } });
  const late = await call('PATCH', path, { body: { version: 1, credentials: ZOOM_GRANT } });
  expect(late).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
  const replaced = await call('PATCH', path, { body: { version: 2, credentials: ZOOM_GRANT } });
  expect(replaced.body.expires_at).not.toBeNull();
  expect((await call('GET', `${path}/status`)).body).toMatchObject({ status: 'unchecked' });
  const place = { workspaceId: owner.workspaceId, credentialId: made.body.credential_id };
  const { sealed } = (await api.credentials.find(place)) ?? { sealed: '' };
  const opened = Buffer.from(await api.vault.open(place, sealed)).toString();
  expect(JSON.parse(opened)).toEqual(ZOOM_GRANT);
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
});

test('a platform and account name are there once, also with the same key twice', async () => {
  const body = { platform: 'vk', credentials: VK_GRANT };
  const first = await connect(body, { key: 'once' });
  expect(first.status).toBe(201);
  expect(await connect(body, { key: 'once' })).toMatchObject({
    status: 409,
    body: { code: 'name_taken' },
  });
  const { body: page } = await call('GET', LIST, { query: 'platform=vk' });
  expect(page.items).toEqual([first.body]);
  expect((await call('GET', LIST, { query: 'platform=youtube' })).body.items).toEqual([]);
});

test('strangers find nothing, and change nothing', async () => {
  const made = await connect({ platform: 'youtube', credentials: YOUTUBE_GRANT });
  const caller = person();
  const path = `${LIST}/${made.body.credential_id}`;
  const body = { version: 1, account_name: 'Mine' };
  expect((await call('GET', path, { caller })).status).toBe(404);
  expect((await call('GET', `${path}/status`, { caller })).status).toBe(404);
  expect((await call('PATCH', path, { caller, body })).status).toBe(404);
  expect((await call('DELETE', path, { caller })).status).toBe(404);
  expect((await call('GET', LIST, { caller })).body.items).toEqual([]);
  expect((await call('GET', path)).body).toEqual(made.body);
});

test.each(ROLES)('a %s may what its rights say', async role => {
  const caller = { ...owner, role };
  const reads = await call('GET', LIST, { caller });
  expect(reads.status).toBe(roleMay(role, 'credentials.read') ? 200 : 403);
  const changes = await connect({ platform: 'zoom' }, { caller });
  expect(changes.status).toBe(roleMay(role, 'credentials.change') ? 400 : 403);
});

const wrong = (platform: string, credentials: unknown) => ({ platform, credentials });

test.each([
  { body: wrong('myspace', {}), path: 'platform', says: 'Must be one of "zoom", "youtube", "vk".' },
  {
    body: wrong('zoom', { ...ZOOM_APP, client_secret: 'short' }),
    path: 'credentials.client_secret',
  },
  {
    body: wrong('zoom', { access_token: ZOOM_GRANT.access_token }),
    path: 'credentials.refresh_token',
  },
  {
    body: wrong('zoom', { ...ZOOM_APP, more: 1 }),
    path: 'credentials.more',
    says: 'Unknown field',
  },
  { body: wrong('vk', {}), path: 'credentials.access_token', says: 'Required: a text.' },
  { body: wrong('youtube', { token: YOUTUBE_GRANT.token }), path: 'credentials.client_secrets' },
  {
    body: wrong('youtube', { ...YOUTUBE_GRANT, token: { ...YOUTUBE_GRANT.token, scopes: [] } }),
    path: 'credentials.token.scopes',
  },
  { body: { ...wrong('vk', VK_GRANT), account_name: '\u202e' }, path: 'account_name' },
])('$body.platform with a wrong $path is refused by name', async ({ body, path, says }) => {
  const { status, body: problem } = await connect(body);
  expect(status).toBe(400);
  const field = problem.errors.find((error: { path: string }) => error.path === path);
  expect(field?.message).toContain(says ?? '');
  expect(field).toBeDefined();
});

test('no secret is in any answer, line of the log, or row: only sealed', async () => {
  await connect({ platform: 'zoom', credentials: { ...ZOOM_GRANT, wrong: SECRET_WORD } });
  await connect({ platform: SECRET_WORD, credentials: SECRET_WORD });
  await connect({ platform: 'vk', credentials: VK_GRANT, account_name: 'Logged' }, { key: 'kept' });
  expect(api.seen.length).toBeGreaterThan(20);
  expect(api.seen.join()).not.toContain(SECRET_WORD);
  expect(JSON.stringify(api.lines)).not.toContain(SECRET_WORD);
  const { Items: rows = [] } = await api.table.client.send(
    new ScanCommand({ TableName: api.table.tableName }),
  );
  expect(rows.map(row => row.__edb_e__)).toEqual(expect.arrayContaining(['audit', 'credential']));
  expect(JSON.stringify(rows)).not.toContain(SECRET_WORD);
  const encoded = Buffer.from(SECRET_WORD).toString('base64').replace(/=+$/, '').slice(2, -2);
  expect(JSON.stringify(rows)).not.toContain(encoded);
});
