import { afterAll, beforeAll, expect, test } from 'vitest';
import { API } from '../../../src/api.ts';
import { SCOPES } from '../../../src/kernel/http/rights.ts';
import type { Route } from '../../../src/kernel/http/route.ts';
import { type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
let owner: Somebody;
beforeAll(async () => {
  api = await startPeopleApi();
  owner = await api.register();
});
afterAll(() => api.stop());

const ROWS = API.flatMap(({ routes }) => routes.map((row): Route => row)).filter(
  ({ right }) => right !== undefined,
);

/** Names nothing, so that no call changes what the next one meets. */
const NOBODY = `xxx_${'0'.repeat(26)}`;

test.each(SCOPES)('a key for %s opens what needs it, and nothing else', async scope => {
  const made = await owner.post('/v1/api-keys', { name: scope, scopes: [scope] });
  const token: string = made.body.key;
  const opened = await Promise.all(
    ROWS.map(async ({ method, path }) => {
      const { status } = await api.send({
        ...{ method, token },
        path: path.replaceAll(/\{\w+\}/g, NOBODY),
      });
      expect(status, `${method} ${path}`).not.toBe(401);
      return status === 403 ? [] : [`${method} ${path}`];
    }),
  );
  const expected = ROWS.filter(({ right }) => right === scope);
  expect(opened.flat()).toEqual(expected.map(({ method, path }) => `${method} ${path}`));
});
