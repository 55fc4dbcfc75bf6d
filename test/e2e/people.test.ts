import { afterAll, beforeAll, expect, test } from 'vitest';
import { localTable } from '../../local/operator/find-table.ts';
import { setOperator } from '../../src/adapters/dynamodb/workspaces/operators.ts';
import { PASSWORD, peopleAt } from '../conformance/people/people-api.ts';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';

let cloud: TestCloud;
let people: ReturnType<typeof peopleAt>;
const lines: string[] = [];
beforeAll(async () => {
  cloud = await startTestCloud({ log: line => lines.push(line) });
  people = peopleAt(cloud.apiUrl, cloud.endpoints.ses);
});
afterAll(async () => {
  people.close();
  await cloud.stop();
});

test('colleagues come, work, change and go, and each function may do just that', async () => {
  const owner = await people.register();
  const guest = await people.register();
  const asked = { email: guest.email, role: 'manager' };
  const invited = await owner.post('/v1/members/invite', asked);
  expect(invited.body.mailed).toBe(true);
  const [token = ''] = /castline_invite_[\w-]{43}/.exec(await people.mailTo(guest.email)) ?? [];
  expect((await guest.post('/v1/invitations/accept', { token })).status).toBe(200);
  expect((await guest.enter(owner.workspaceId)).status).toBe(200);
  const listed = await guest.get('/v1/members');
  expect(listed.body.items).toHaveLength(2);
  expect((await guest.get('/v1/workspaces')).body.items).toHaveLength(2);
  expect((await owner.post('/v1/workspaces', { name: 'Another' })).status).toBe(201);
  const newcomer = await people.join(owner, 'viewer');
  const change = { role: 'cashier', version: 1 };
  expect((await guest.patch(`/v1/members/${newcomer.id}`, change)).status).toBe(200);
  expect((await owner.remove(`/v1/members/${newcomer.id}`)).status).toBe(204);
  const late = { email: 'late@example.org', role: 'viewer' };
  const { body: withdrawn } = await owner.post('/v1/members/invite', late);
  expect((await owner.remove(`/v1/invitations/${withdrawn.id}`)).status).toBe(204);
  const renamed = await owner.patch('/v1/workspace', { version: 1, name: 'Renamed' });
  expect(renamed.body.name).toBe('Renamed');
  const { items } = (await owner.get('/v1/audit')).body;
  expect(items[0]).toMatchObject({ action: 'workspace.change', after: { name: 'Renamed' } });
});

test('a program works with its key until it is revoked', async () => {
  const owner = await people.register();
  const { body } = await owner.post('/v1/api-keys', { name: 'A', scopes: ['recordings.read'] });
  const call = () => people.send({ method: 'GET', path: '/v1/recordings', token: body.key });
  expect((await call()).status).toBe(200);
  expect((await owner.get('/v1/api-keys')).body.items[0].last_used_at).not.toBeNull();
  expect((await owner.remove(`/v1/api-keys/${body.id}`)).status).toBe(204);
  expect((await call()).status).toBe(401);
});

test('a forgotten password is set anew', async () => {
  const person = await people.register();
  const post = (path: string, sent: object) => people.send({ method: 'POST', path, body: sent });
  expect((await post('/v1/auth/forgot', { email: person.email })).status).toBe(204);
  const [token = ''] = /castline_reset_[\w-]{43}/.exec(await people.mailTo(person.email)) ?? [];
  expect((await post('/v1/auth/reset', { token, new_password: 'a new password' })).status).toBe(
    204,
  );
  const login = { email: person.email, password: PASSWORD };
  expect((await post('/v1/auth/login', login)).status).toBe(401);
});

test('the command finds the table of the cloud that runs', async () => {
  const person = await people.register();
  const table = await localTable(cloud.dataDir);
  expect(await setOperator(table, person.email, true)).toBe('changed');
  expect(await setOperator(table, person.email, true)).toBe('unchanged');
});

test('an owner sees what is used, and the operator sets a plan', async () => {
  const owner = await people.register();
  const operator = await people.register();
  await setOperator(await localTable(cloud.dataDir), operator.email, true);
  for (const path of ['/v1/plans', '/v1/subscription', '/v1/users/me/quota']) {
    expect((await owner.get(path)).status).toBe(200);
  }
  for (const path of ['/v1/users/me/quota/history', '/v1/usage']) {
    expect((await owner.get(path)).body.items).toEqual([]);
  }
  const change = { version: 0, pay_as_you_go_enabled: true };
  expect((await owner.patch('/v1/subscription', change)).status).toBe(200);
  const path = `/v1/admin/workspaces/${owner.workspaceId}`;
  const plan = { version: 1, plan: 'plus' };
  expect((await operator.put(`${path}/plan`, plan)).body.effective_plan).toBe('plus');
  const quotas = { version: 2, concurrent_tasks: 7 };
  expect((await operator.put(`${path}/quotas`, quotas)).status).toBe(200);
  expect((await operator.post(`${path}/suspend`)).status).toBe(200);
  expect((await owner.get('/v1/usage')).body.code).toBe('suspended');
  expect((await operator.post(`${path}/restore`)).status).toBe(200);
  const { body } = await operator.get(`${path}/usage`);
  expect(body.quota.concurrent_tasks.limit).toBe(7);
  expect((await operator.get('/v1/admin/audit')).body.items).not.toEqual([]);
  const stats = '/v1/admin/stats';
  expect((await operator.get(`${stats}/overview`)).body.workspaces_by_plan.plus).toBe(1);
  expect((await operator.get(`${stats}/users?plan_name=plus`)).body.items).toHaveLength(1);
  expect((await operator.get(`${stats}/quotas`)).status).toBe(200);
});

test('nobody asked for more than it may', () => {
  expect(lines.filter(line => line.startsWith('Denied'))).toEqual([]);
});
