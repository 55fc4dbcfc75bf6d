import { expect, test } from 'vitest';
import { z } from 'zod';
import { apiHandler } from '../../../../src/kernel/http/api-handler.ts';
import { listQuery } from '../../../../src/kernel/http/list-query.ts';
import type { Caller, Person, Route } from '../../../../src/kernel/http/route.ts';
import { newId, trustedWorkspaceId } from '../../../../src/kernel/ids.ts';
import { apiEvent, jsonOf, lambdaContext } from '../../../support/api-event.ts';
import { memoryApiDeps } from '../../../support/memory-api-deps.ts';
import { callerAs } from './notes-api.ts';

const row = (path: '/v1/tasks' | '/v1/jobs', use: 'listTasks' | 'listJobs') =>
  ({
    method: 'GET',
    path,
    summary: 'List',
    right: 'tasks.read',
    query: z.strictObject({ ...listQuery('task').shape, status: z.string().optional() }),
    response: z.strictObject({ seen: z.string().nullable(), cursor: z.string().nullable() }),
    use,
  }) as const satisfies Route;

const routes = [row('/v1/tasks', 'listTasks'), row('/v1/jobs', 'listJobs')] as const;
const next = newId('task');

const list = async (_caller: Caller, { cursor, limit }: { cursor?: string; limit: number }) => ({
  seen: cursor ?? null,
  cursor: limit === 100 ? null : next,
});
const handler = apiHandler(routes, { listTasks: list, listJobs: list }, memoryApiDeps().deps);

async function get(query: string, { path = '/v1/tasks', caller = callerAs('viewer') } = {}) {
  const result = await handler(apiEvent({ path, query, caller }), lambdaContext());
  return { status: result.statusCode, body: jsonOf(result) };
}
const first = async (query = '', more = {}) => (await get(query, more)).body.cursor as string;

test('a list hands out a sealed cursor and reads the id in it', async () => {
  const cursor = await first();
  expect(cursor).not.toContain(next);
  expect(await get(`cursor=${cursor}`)).toMatchObject({ status: 200, body: { seen: next } });
});

test('the last page has no cursor', async () => {
  expect((await get('limit=100')).body).toEqual({ seen: null, cursor: null });
});

test('the next page may have another size, and its filters in another order of letters', async () => {
  const cursor = await first('limit=5&status=A');
  expect((await get(`status=%41&cursor=${cursor}&limit=9`)).body.seen).toBe(next);
});

const somebody: Person = {
  ...callerAs('viewer'),
  workspaceId: trustedWorkspaceId(`wsp_${'1'.repeat(26)}`),
};

test.each([
  { name: 'of another workspace', cursor: () => first('', { caller: somebody }) },
  { name: 'of another list', cursor: () => first('', { path: '/v1/jobs' }) },
  { name: 'of other filters', cursor: () => first('status=A') },
  { name: 'that is a plain id', cursor: async () => next },
  { name: 'that is cut', cursor: async () => (await first()).slice(0, -1) },
  { name: 'that is empty', cursor: async () => '' },
  { name: 'that never ends', cursor: async () => 'A'.repeat(5000) },
])('a cursor $name is a wrong field', async ({ cursor }) => {
  const { status, body } = await get(`cursor=${await cursor()}`);
  expect(status).toBe(400);
  expect(body).toMatchObject({ code: 'invalid_request', errors: [{ path: 'cursor' }] });
});

test('a cursor that is given twice is a wrong field', async () => {
  const cursor = await first();
  const { status, body } = await get(`cursor=${cursor}&cursor=${cursor}`);
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ path: 'cursor' }]);
});

test('without a key from the authorizer lists wait, and take no cursor on trust', async () => {
  const { cursor_key: _key, ...authorizer } = {
    user_id: newId('user'),
    workspace_id: somebody.workspaceId,
    role: 'viewer',
    session_id: newId('session'),
    cursor_key: '',
  };
  const event = apiEvent({ path: '/v1/tasks', query: `cursor=${next}`, authorizer });
  const result = await handler(event, lambdaContext());
  expect(result.statusCode).toBe(503);
});
