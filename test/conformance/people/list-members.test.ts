import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test('people are listed page by page, with what they may do', async () => {
  const people = [owner];
  for (const role of ['manager', 'viewer', 'cashier']) people.push(await api.join(owner, role));
  const seen: { user_id: string; role: string; email: string }[] = [];
  let next: string | null = '/v1/members?limit=2';
  while (next) {
    const { status, body } = await owner.get(next);
    expect(status).toBe(200);
    seen.push(...body.items);
    next = body.cursor && `/v1/members?limit=2&cursor=${body.cursor}`;
  }
  expect(seen.map(({ user_id }) => user_id).sort()).toEqual(people.map(({ id }) => id).sort());
  expect(seen.map(({ role }) => role).sort()).toEqual(['cashier', 'manager', 'owner', 'viewer']);
  expect(seen.find(({ user_id }) => user_id === owner.id)?.email).toBe(owner.email);
});

test.each(['marketing', 'viewer', 'cashier'])('whoever is %s may not', async role => {
  const somebody = await api.join(owner, role);
  for (const path of ['/v1/members', '/v1/invitations', '/v1/audit']) {
    const reply = await somebody.get(path);
    expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
  }
});
