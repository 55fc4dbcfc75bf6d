import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

type Listed = { id: string; name: string; last_used_at: string | null };

test('keys are listed page by page, with their last use, of this workspace alone', async () => {
  const other = await api.register();
  await other.post('/v1/api-keys', { name: 'foreign', scopes: ['tasks.read'] });
  const keys: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    const { body } = await owner.post('/v1/api-keys', { name, scopes: ['keys.read'] });
    keys.push(body.key);
  }
  const first = (await owner.get('/v1/api-keys?limit=2')).body;
  const asked = { method: 'GET', token: keys[0] };
  const path = `/v1/api-keys?limit=2&cursor=${first.cursor}`;
  await api.send({ ...asked, path: '/v1/api-keys' });
  const second = (await owner.get(path)).body;
  const all: Listed[] = [...first.items, ...second.items];
  expect(all.map(({ name }) => name).sort()).toEqual(['a', 'b', 'c']);
  expect(second.cursor).toBeNull();
  const used = (await owner.get('/v1/api-keys')).body.items.filter(
    ({ last_used_at }: Listed) => last_used_at !== null,
  );
  expect(used.map(({ name }: Listed) => name)).toEqual(['a']);
});
