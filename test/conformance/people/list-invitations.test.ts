import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test('pending ones are listed page by page, of this workspace alone', async () => {
  const other = await api.register();
  await other.post('/v1/members/invite', { email: 'foreign@example.org', role: 'viewer' });
  for (const email of ['a@example.org', 'b@example.org', 'c@example.org']) {
    await owner.post('/v1/members/invite', { email, role: 'viewer' });
  }
  const first = (await owner.get('/v1/invitations?limit=2')).body;
  const second = (await owner.get(`/v1/invitations?limit=2&cursor=${first.cursor}`)).body;
  const emails = [...first.items, ...second.items].map(({ email }: { email: string }) => email);
  expect(emails.sort()).toEqual(['a@example.org', 'b@example.org', 'c@example.org']);
  expect(second.cursor).toBeNull();
});

test('an accepted one is gone', async () => {
  const team = await api.register();
  await api.join(team, 'viewer');
  expect((await team.get('/v1/invitations')).body.items).toEqual([]);
});
