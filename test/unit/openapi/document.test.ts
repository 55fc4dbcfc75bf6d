import { existsSync, readFileSync } from 'node:fs';
import { validate } from '@scalar/openapi-parser';
import { expect, test } from 'vitest';
import { API } from '../../../src/api.ts';
import { type ErrorCode, STATUS } from '../../../src/kernel/errors.ts';
import { refusalsOf } from '../../../src/kernel/http/refusals.ts';
import type { Route } from '../../../src/kernel/http/route.ts';
import { openApiDocument } from '../../../src/openapi/document.ts';
import { exampleOf } from '../../../src/openapi/examples.ts';
import { inputSchema, outputSchema } from '../../../src/openapi/json-schemas.ts';

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
      400: { description: '`invalid_request`, `invalid_json`' },
      409: { description: '`email_taken`' },
      429: { description: '`rate_limited`, `login_throttled`' },
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

test('each code of the API is one that some operation refuses with', () => {
  const declared = new Set(API.flatMap(({ routes }) => routes).flatMap(refusalsOf));
  const unused = Object.keys(STATUS).filter(code => !declared.has(code as ErrorCode));
  expect(unused).toEqual([]);
});

const rows = API.flatMap(({ routes }): readonly Route[] => routes);
const bodies = rows.flatMap(row => [
  ...(row.body
    ? [
        {
          name: `what is sent to ${row.method} ${row.path}`,
          schema: row.body,
          json: inputSchema(row.body),
        },
      ]
    : []),
  ...(row.response
    ? [
        {
          name: `what ${row.method} ${row.path} answers`,
          schema: row.response,
          json: outputSchema(row.response),
        },
      ]
    : []),
]);

test.each(bodies)('the example of $name is one', ({ schema, json }) => {
  const parsed = schema.safeParse(exampleOf(json));
  expect(parsed.error?.issues ?? []).toEqual([]);
});

const GOLDEN = new URL('../../golden/openapi.json', import.meta.url);

test('the committed document is the one that the rows make', async () => {
  const text = `${JSON.stringify(document, undefined, 1)}\n`;
  const message =
    `The API is not what test/golden/openapi.json says: ${changedPaths().join(', ')}. ` +
    'If that is meant: npx vitest run --project unit test/unit/openapi -u';
  await expect(text, message).toMatchFileSnapshot(GOLDEN.pathname);
});

/** Where the two differ, for a person who reads a failure. */
function changedPaths() {
  const committed = existsSync(GOLDEN) ? JSON.parse(readFileSync(GOLDEN, 'utf8')).paths : {};
  const made: Record<string, unknown> = document.paths;
  return [...new Set([...Object.keys(committed), ...Object.keys(made)])].filter(
    path => JSON.stringify(committed[path]) !== JSON.stringify(made[path]),
  );
}
