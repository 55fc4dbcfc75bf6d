import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountApi, somebody, startAccountApi } from './account-api.ts';

let api: AccountApi;
beforeAll(async () => {
  api = await startAccountApi();
});
afterAll(() => api.stop());

const scan = async () =>
  (await api.table.client.send(new ScanCommand({ TableName: api.table.tableName }))).Items ?? [];

describe('register', () => {
  test('makes a user with a workspace of their own, logged in', async () => {
    const { email, password } = somebody();
    const { status, headers, body } = await api.post('/v1/auth/register', {
      email: `  ${email} `,
      password,
      full_name: 'Ada Lovelace',
      workspace_name: 'Engines',
      time_zone: 'Europe/London',
    });
    expect(status).toBe(201);
    expect(headers.location).toBe('/v1/users/me');
    expect(body).toMatchObject({
      user: { email, full_name: 'Ada Lovelace', time_zone: 'Europe/London' },
      workspace: { name: 'Engines', time_zone: 'Europe/London' },
      role: 'owner',
      tokens: { token_type: 'Bearer', expires_in: 900 },
    });
    const { tokens: _tokens, ...account } = body;
    expect((await api.me(body.tokens.access_token)).body).toEqual(account);
  });

  test('stores neither password nor refresh token nor e-mail key in clear', async () => {
    const { email, password } = somebody();
    const { body } = await api.post('/v1/auth/register', { email, password });
    const everything = JSON.stringify(await scan());
    const secretPart = body.tokens.refresh_token.split('.')[2];
    expect(secretPart).toHaveLength(43);
    for (const secret of [
      password,
      body.tokens.refresh_token,
      secretPart,
      body.tokens.access_token,
    ]) {
      expect(everything).not.toContain(secret);
    }
    expect(everything).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
    expect(everything).not.toContain(`EMAIL#${email.toLowerCase()}`);
  });

  test.each([
    { name: 'a short password', change: { password: 'short' }, path: 'password' },
    { name: 'the e-mail as password', change: { password: 'SAME@example.org' }, path: 'password' },
    { name: 'one repeated character', change: { password: 'aaaaaaaaaaaa' }, path: 'password' },
    { name: 'no e-mail', change: { email: 'same.example.org' }, path: 'email' },
    { name: 'an unknown time zone', change: { time_zone: 'Mars/Olympus' }, path: 'time_zone' },
    { name: 'an offset as time zone', change: { time_zone: '+03:00' }, path: 'time_zone' },
    { name: 'a role of their choice', change: { role: 'owner' }, path: 'role' },
  ])('refuses $name', async ({ change, path }) => {
    const asked = { email: 'same@example.org', password: 'correct horse battery', ...change };
    const { status, body } = await api.post('/v1/auth/register', asked);
    expect(status).toBe(400);
    expect(body.code).toBe('invalid_request');
    expect(body.errors.map((error: { path: string }) => error.path)).toEqual([path]);
    expect(JSON.stringify(body)).not.toContain(asked.password);
  });
});
