import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

import { ScanCommand } from '@aws-sdk/lib-dynamodb';

test('an invitation is shown with its token once, and kept as a hash', async () => {
  const { status, body } = await owner.post('/v1/members/invite', {
    email: 'Grace@Example.org',
    role: 'marketing',
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    email: 'Grace@Example.org',
    role: 'marketing',
    invited_by: owner.id,
    token: expect.stringMatching(/^castline_invite_[\w-]{43}$/),
  });
  const days = (Date.parse(body.expires_at) - Date.parse(body.created_at)) / 86_400_000;
  expect(days).toBeCloseTo(7, 3);
  const { Items = [] } = await api.table.client.send(
    new ScanCommand({ TableName: api.table.tableName }),
  );
  expect(JSON.stringify(Items)).not.toContain(body.token);
  const seen = [(await owner.get('/v1/invitations')).body, (await owner.get('/v1/audit')).body];
  expect(JSON.stringify(seen)).not.toContain('castline_invite_');
  expect(seen[1].items[0]).toMatchObject({
    ...{ action: 'member.invite', target: body.id },
    after: { email: 'Grace@Example.org', role: 'marketing' },
  });
});

test('the invited address gets a mail with the token', async () => {
  const asked = { email: 'mailed@example.org', role: 'viewer' };
  const { body } = await owner.post('/v1/members/invite', asked);
  expect(body.mailed).toBe(true);
  const mail = await api.mailTo('mailed@example.org');
  expect(mail).toContain(body.token);
  expect(mail).toContain('as viewer');
});

test('who is a member already is not invited', async () => {
  const member = await api.join(owner, 'viewer');
  const asked = { email: member.email.toUpperCase(), role: 'manager' };
  const reply = await owner.post('/v1/members/invite', asked);
  expect([reply.status, reply.body.code]).toEqual([409, 'conflict']);
  expect(reply.body.errors).toMatchObject([{ path: 'email' }]);
});

test('a manager invites, but no owners; others do not invite', async () => {
  const manager = await api.join(owner, 'manager');
  const invite = (by: Somebody, role: string) =>
    by.post('/v1/members/invite', { email: 'new@example.org', role });
  expect((await invite(manager, 'manager')).status).toBe(201);
  expect((await invite(manager, 'owner')).status).toBe(403);
  for (const role of ['marketing', 'viewer', 'cashier']) {
    expect((await invite(await api.join(owner, role), 'viewer')).status).toBe(403);
  }
});

test.each([
  { name: 'no address', body: { email: 'nobody', role: 'viewer' }, path: 'email' },
  { name: 'no role', body: { email: 'a@example.org' }, path: 'role' },
])('refuses $name', async ({ body, path }) => {
  const reply = await owner.post('/v1/members/invite', body);
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, path]);
});
