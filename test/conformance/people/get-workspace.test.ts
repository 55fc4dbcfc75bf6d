import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

test.each(['owner', 'manager', 'marketing', 'viewer', 'cashier'])(
  'whoever is %s sees it',
  async role => {
    const somebody = await api.join(owner, role);
    const { status, body } = await somebody.get('/v1/workspace');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: owner.workspaceId, time_zone: 'UTC', version: 1 });
  },
);
