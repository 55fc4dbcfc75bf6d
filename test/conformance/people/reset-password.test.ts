import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oneTimeSecrets } from '../../../src/adapters/crypto/one-time-secrets.ts';
import { PASSWORD, type PeopleApi, startPeopleApi } from './people-api.ts';

let api: PeopleApi;
beforeAll(async () => {
  api = await startPeopleApi();
});
afterAll(() => api.stop());

const post = (path: string, body: object) => api.send({ method: 'POST', path, body });
const forgot = (email: string) => post('/v1/auth/forgot', { email });
const tokenTo = async (email: string) =>
  /castline_reset_[\w-]{43}/.exec(await api.mailTo(email))?.[0] ?? expect.fail();

const NEXT = 'staple the battery';
const reset = (token: string, new_password = NEXT) =>
  post('/v1/auth/reset', { token, new_password });
const login = (email: string, password: string) => post('/v1/auth/login', { email, password });

test('sets the password once, and ends all sessions', async () => {
  const person = await api.register();
  await forgot(person.email);
  const token = await tokenTo(person.email);
  expect((await reset(token)).status).toBe(204);
  expect((await person.get('/v1/users/me')).status).toBe(401);
  expect((await login(person.email, PASSWORD)).status).toBe(401);
  expect((await login(person.email, NEXT)).status).toBe(200);
  const again = await reset(token, 'another password');
  expect([again.status, again.body.code]).toEqual([404, 'not_found']);
  expect((await login(person.email, NEXT)).status).toBe(200);
});

test('of ten at once one sets it', async () => {
  const person = await api.register();
  await forgot(person.email);
  const token = await tokenTo(person.email);
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, index) => reset(token, `password number ${index}`)),
  );
  expect(replies.filter(({ status }) => status === 204)).toHaveLength(1);
});

test('an older token ends with the password it was for', async () => {
  const person = await api.register();
  await forgot(person.email);
  const older = await tokenTo(person.email);
  const change = { current_password: PASSWORD, new_password: 'chosen meanwhile' };
  expect((await person.post('/v1/users/me/password', change)).status).toBe(204);
  const reply = await reset(older);
  expect([reply.status, reply.body.code]).toEqual([404, 'not_found']);
});

test('one that is too old is refused', async () => {
  const person = await api.register();
  await forgot(person.email);
  const token = await tokenTo(person.email);
  const tokenHash = oneTimeSecrets.hashOf(token);
  await api.table.client.send(
    new UpdateCommand({
      TableName: api.table.tableName,
      Key: { pk: `TOKEN#${tokenHash}`, sk: 'TOKEN' },
      UpdateExpression: 'SET expiresAt = :then',
      ExpressionAttributeValues: { ':then': 1 },
    }),
  );
  const reply = await reset(token);
  expect([reply.status, reply.body.code]).toEqual([409, 'expired']);
});

test.each([
  { name: 'a text that is no token', body: { token: 'x', new_password: NEXT }, status: 404 },
  { name: 'a short password', body: { token: 'x', new_password: 'short' }, status: 400 },
  { name: 'no token', body: { new_password: NEXT }, status: 400 },
])('refuses $name', async ({ body, status }) => {
  expect((await post('/v1/auth/reset', body)).status).toBe(status);
});

test('an obvious password is refused, and the token stays good', async () => {
  const person = await api.register();
  await forgot(person.email);
  const token = await tokenTo(person.email);
  const reply = await reset(token, person.email);
  expect([reply.status, reply.body.errors[0].path]).toEqual([400, 'new_password']);
  expect((await reset(token)).status).toBe(204);
});
