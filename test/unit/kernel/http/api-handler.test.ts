import { expect, test } from 'vitest';
import { lambdaContext } from '../../../support/api-event.ts';
import { callerAs, programWith, startNotesApi } from './notes-api.ts';

test('a request reaches its use case parsed, and the answer leaves as its row says', async () => {
  const { write } = startNotesApi();
  const { status, headers, body } = await write({ query: 'loud=true', requestId: 'r-1' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ id: 'n1', text: 'HELLO' });
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'x-request-id': 'r-1',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    location: '/v1/notes/n1',
  });
});

test('a success without a body is 204 and has none', async () => {
  const { send } = startNotesApi();
  const caller = callerAs('owner');
  const { status, body } = await send({ method: 'DELETE', path: '/v1/notes/n1', caller });
  expect({ status, body }).toEqual({ status: 204, body: undefined });
});

test('content that is not JSON leaves with its own type and headers', async () => {
  const { send } = startNotesApi();
  const { status, headers, body } = await send({ path: '/page' });
  expect({ status, body }).toEqual({ status: 200, body: '<p>é' });
  expect(headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'public',
  });
});

test('what the schema of the answer does not name stays inside', async () => {
  const { send } = startNotesApi();
  const { body } = await send({ path: '/v1/notes/n7', caller: callerAs('viewer') });
  expect(body).toEqual({ id: 'n7' });
});

test.each([
  { name: 'nothing', authorizer: undefined, status: 401, code: 'unauthorized' },
  {
    name: 'an expired token',
    authorizer: { error: 'token_expired' },
    status: 401,
    code: 'token_expired',
  },
  { name: 'a bad token', authorizer: { error: 'unauthorized' }, status: 401, code: 'unauthorized' },
  {
    name: 'no answer of the authorizer',
    authorizer: { error: 'unavailable' },
    status: 503,
    code: 'unavailable',
  },
  {
    name: 'half a context',
    authorizer: { user_id: 'usr_00000000000000000000000001', role: 'owner' },
    status: 401,
    code: 'unauthorized',
  },
  {
    name: 'a foreign text as workspace',
    authorizer: {
      user_id: 'usr_00000000000000000000000001',
      workspace_id: '../other',
      role: 'owner',
      session_id: 's',
    },
    status: 401,
    code: 'unauthorized',
  },
])('$name is answered with $code', async ({ authorizer, status, code }) => {
  const { send } = startNotesApi();
  const answer = await send({ path: '/v1/notes/n1', authorizer });
  expect(answer).toMatchObject({
    status,
    body: { code, status },
    headers: { 'content-type': 'application/problem+json' },
  });
});

test.each([
  { role: 'owner', status: 201 },
  { role: 'manager', status: 201 },
  { role: 'marketing', status: 403 },
  { role: 'viewer', status: 403 },
  { role: 'cashier', status: 403 },
] as const)('writing needs a right that managers have: a $role gets $status', async one => {
  const { write } = startNotesApi();
  expect((await write({ caller: callerAs(one.role) })).status).toBe(one.status);
});

test('an API key may do what it was made for, and no more', async () => {
  const { write, send } = startNotesApi();
  const caller = programWith('recordings.change');
  expect((await write({ caller })).status).toBe(201);
  expect(await send({ path: '/v1/notes/n1', caller })).toMatchObject({
    status: 403,
    body: { code: 'forbidden', detail: 'This API key was not made for `recordings.read`.' },
  });
});

test('scopes that do not exist any more are nothing', async () => {
  const { send } = startNotesApi();
  const { keyId, workspaceId } = programWith();
  const authorizer = { key_id: keyId, workspace_id: workspaceId, scopes: 'films.read account' };
  expect((await send({ path: '/v1/notes/n1', authorizer })).status).toBe(403);
});

test('an operator is no member: workspaces stay closed to that right', async () => {
  const { write } = startNotesApi();
  const caller = { ...callerAs('viewer'), isOperator: true };
  expect((await write({ caller })).status).toBe(403);
});

test.each([
  { name: 'an unknown path', method: 'GET', path: '/v1/nothing', status: 404, code: 'not_found' },
  { name: 'a longer path', method: 'GET', path: '/v1/notes/n1/x', status: 404, code: 'not_found' },
  { name: 'a malformed id', method: 'GET', path: '/v1/notes/x1', status: 404, code: 'not_found' },
  { name: 'a broken escape', method: 'GET', path: '/v1/notes/%zz', status: 404, code: 'not_found' },
  {
    name: 'another method',
    method: 'PUT',
    path: '/v1/notes/n1',
    status: 405,
    code: 'method_not_allowed',
  },
  {
    name: 'a refusal of the use case',
    method: 'GET',
    path: '/v1/notes/n404',
    status: 404,
    code: 'not_found',
  },
])('$name is $status', async ({ method, path, status, code }) => {
  const { send } = startNotesApi();
  const answer = await send({ method, path, caller: callerAs('viewer') });
  expect(answer).toMatchObject({ status, body: { code } });
});

test('the function behind $default tells 405 from 404 for the rows of others', async () => {
  const otherRoutes = [
    { method: 'GET', path: '/v1/films/{id}', summary: '', right: 'tasks.read', use: 'film' },
  ] as const;
  const { send } = startNotesApi({ otherRoutes });
  expect(await send({ method: 'POST', path: '/v1/films/f1' })).toMatchObject({
    status: 405,
    headers: { allow: 'GET' },
  });
  expect((await send({ method: 'POST', path: '/v1/films' })).status).toBe(404);
});

test('a trailing slash and an escaped parameter are the same address', async () => {
  const { send } = startNotesApi();
  const caller = callerAs('viewer');
  expect((await send({ path: '/v1/notes/n7/', caller })).body).toEqual({ id: 'n7' });
  expect((await send({ path: '/v1/notes/%6E7', caller })).body).toEqual({ id: 'n7' });
});

test('a bug is 500 without its text, and is logged with the request id', async () => {
  const { write, during, lines } = startNotesApi();
  during(() => {
    throw new TypeError('secret detail');
  });
  const { status, body } = await write({ requestId: 'r-9' });
  expect({ status, code: body.code, instance: body.instance }).toEqual({
    status: 500,
    code: 'internal',
    instance: 'r-9',
  });
  expect(JSON.stringify(body)).not.toContain('secret detail');
  const line = lines.find(({ level }) => level === 'error');
  expect(line?.fields).toMatchObject({ request_id: 'r-9', error_message: 'secret detail' });
});

test.each([
  {
    name: 'a throttled table',
    error: Object.assign(new Error('x'), { name: 'ThrottlingException' }),
  },
  {
    name: 'a wrapped 500 of a service',
    error: new Error('wrapped', {
      cause: Object.assign(new Error('x'), { $metadata: { httpStatusCode: 500 } }),
    }),
  },
  { name: 'a refused connection', error: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) },
])('$name is 503 and worth another try', async ({ error }) => {
  const { write, during } = startNotesApi();
  during(() => {
    throw error;
  });
  const { status, headers } = await write();
  expect({ status, retry: headers['retry-after'] }).toEqual({ status: 503, retry: '2' });
});

test.each([
  { mode: 'throw', status: 500 },
  { mode: 'log', status: 200 },
] as const)('an answer that is not as its row says: $mode is $status', async ({ mode, status }) => {
  const { send, during, lines } = startNotesApi({ responseMismatch: mode });
  during(() => ({ ok: 'yes' }));
  expect((await send({ path: '/v1/open' })).status).toBe(status);
  const logged = lines.find(({ level }) => level === 'error');
  expect(JSON.stringify(logged)).toContain('ok: invalid_type');
});

test('a request that takes too long is answered before the function is killed', async () => {
  const { send, during, lines } = startNotesApi();
  during(() => new Promise(resolve => setTimeout(resolve, 5000).unref()));
  const body = { text: 'hello' };
  const asked = { method: 'POST', path: '/v1/notes', body, caller: callerAs('manager') };
  const answer = await send(asked, lambdaContext(350));
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
  expect(lines.map(({ message }) => message)).toEqual(['request ran out of time']);
});

test('a line is logged for each request, without body, query, address or token', async () => {
  const { write, lines } = startNotesApi();
  await write({
    body: { text: 'hello', password: 'hunter22' },
    query: 'tag=a&tag=b',
    headers: { authorization: 'Bearer very-secret' },
    ip: '203.0.113.9',
    requestId: 'r-2',
  });
  expect(lines).toEqual([
    {
      level: 'info',
      message: 'request',
      fields: {
        request_id: 'r-2',
        route: 'POST /v1/notes',
        user_id: 'usr_00000000000000000000000001',
        workspace_id: `wsp_${'0'.repeat(26)}`,
        status: 201,
        duration_ms: 0,
      },
    },
  ]);
});
