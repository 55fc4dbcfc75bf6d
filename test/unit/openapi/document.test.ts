import { validate } from '@scalar/openapi-parser';
import { expect, test } from 'vitest';
import { API } from '../../../src/api.ts';
import { openApiDocument } from '../../../src/openapi/document.ts';

const document = openApiDocument(API);

test('is a valid OpenAPI 3.1 document', async () => {
  const { valid, errors, specification } = await validate(JSON.stringify(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(specification?.openapi).toBe('3.1.1');
});

test('has an operation for each row, and no other', () => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
  );
  const rows = API.flatMap(({ routes }) => routes.map(({ method, path }) => `${method} ${path}`));
  expect(operations.sort()).toEqual(rows.sort());
});

test('says who may call, what is sent, what comes back and what may go wrong', () => {
  const register = document.paths['/v1/auth/register']?.post;
  expect(register).toMatchObject({
    security: [],
    requestBody: { required: true },
    responses: {
      201: { headers: { Location: {}, 'RateLimit-Limit': {} } },
      400: { $ref: '#/components/responses/Problem400' },
      409: { $ref: '#/components/responses/Problem409' },
      429: { $ref: '#/components/responses/Problem429' },
    },
  });
  const me = document.paths['/v1/users/me']?.get;
  expect(me).not.toHaveProperty('security');
  expect(me?.responses).toHaveProperty('401');
  expect(me?.responses).not.toHaveProperty('409');
  const upload = document.paths['/v1/recordings/{recording_id}/upload']?.get;
  expect(upload?.responses).toHaveProperty('409');
});

test('says what any call may run into: a body where none belongs, another method, a limit', () => {
  const common = ['400', '405', '413', '415', '429', '500', '503'];
  for (const methods of Object.values(document.paths)) {
    for (const { responses } of Object.values(methods)) {
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(common));
    }
  }
});

test('shows a cursor as a text that means nothing to a client', () => {
  const { parameters } = document.paths['/v1/tasks']?.get ?? {};
  const cursor = parameters?.find(parameter => 'name' in parameter && parameter.name === 'cursor');
  expect(cursor).toMatchObject({ schema: { type: 'string', maxLength: 200 } });
  expect(JSON.stringify(cursor)).not.toContain('pattern');
});

test('offers an idempotency key exactly where answers are kept', () => {
  const offered = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { parameters }]) => JSON.stringify(parameters).includes('IdempotencyKey'))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const kept = API.flatMap(({ routes }) => routes)
    .filter(({ method, secret }) => method === 'POST' && !secret)
    .map(({ method, path }) => `${method} ${path}`);
  expect(offered.sort()).toEqual(kept.sort());
});

test('names every error code', () => {
  const text = JSON.stringify(document.components.responses);
  for (const code of ['token_expired', 'idempotency_mismatch', 'login_throttled', 'unavailable']) {
    expect(text).toContain(code);
  }
});
