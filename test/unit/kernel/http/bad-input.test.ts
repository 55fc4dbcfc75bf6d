import { expect, test } from 'vitest';
import { MAX_BODY_BYTES, MAX_JSON_DEPTH } from '../../../../src/kernel/http/json-body.ts';
import { callerAs, startNotesApi } from './notes-api.ts';

const SECRET = 'hunter22-do-not-echo';

test.each([
  {
    name: 'a missing field',
    body: {},
    errors: [{ path: 'text', message: 'Required: a text.' }],
  },
  {
    name: 'no body at all',
    body: undefined,
    errors: [{ path: 'text', message: 'Required: a text.' }],
  },
  {
    name: 'a wrong type',
    body: { text: 12 },
    errors: [{ path: 'text', message: 'Must be a text.' }],
  },
  {
    name: 'a secret of a wrong type',
    body: { text: 'hello', password: [SECRET] },
    errors: [{ path: 'password', message: 'Must be a text.' }],
  },
  {
    name: 'an unknown field',
    body: { text: 'hello', admin: SECRET },
    errors: [{ path: 'admin', message: 'Unknown field: remove it.' }],
  },
  {
    name: 'a prototype as field',
    body: `{"text":"hello","__proto__":{"admin":true}}`,
    errors: [{ path: '__proto__', message: 'No field can have this name: remove it.' }],
  },
  {
    name: 'what every object has, at any depth of a free-form one',
    body: `{"text":"hello","extra":{"a":[{"constructor":1},{"b":{"toString":2,"prototype":3}}]}}`,
    errors: [
      { path: 'extra.a[0].constructor', message: 'No field can have this name: remove it.' },
      { path: 'extra.a[1].b.toString', message: 'No field can have this name: remove it.' },
      { path: 'extra.a[1].b.prototype', message: 'No field can have this name: remove it.' },
    ],
  },
  {
    name: 'numbers that no table keeps',
    body: `{"text":"hello","extra":[1e-295,-1e300,0,1e-100]}`,
    errors: ['extra[0]', 'extra[1]'].map(path => ({
      path,
      message: 'No number may be larger than 1e+100, or nearer to 0 than 1e-100.',
    })),
  },
  {
    name: 'too short a text',
    body: { text: 'x' },
    errors: [{ path: 'text', message: 'Must have at least 2 characters.' }],
  },
  {
    name: 'too long a text',
    body: { text: SECRET.repeat(10) },
    errors: [{ path: 'text', message: 'Must have at most 100 characters.' }],
  },
  {
    name: 'a value that is not offered',
    body: { text: 'hello', color: SECRET },
    errors: [{ path: 'color', message: 'Must be one of "red", "blue".' }],
  },
  {
    name: 'a fraction where whole numbers go',
    body: { text: 'hello', pages: 1.5 },
    errors: [{ path: 'pages', message: 'Must be a whole number.' }],
  },
  {
    name: 'too large a number',
    body: { text: 'hello', pages: 10 },
    errors: [{ path: 'pages', message: 'Must be at most 9.' }],
  },
  {
    name: 'wrong fields deep inside, all at once',
    body: { text: 'hello', lines: [{ size: 1 }, { size: 'big', extra: 1 }] },
    errors: [
      { path: 'lines[1].size', message: 'Must be a number.' },
      { path: 'lines[1].extra', message: 'Unknown field: remove it.' },
    ],
  },
  {
    name: 'a list instead of an object',
    body: [],
    errors: [{ path: '', message: 'Must be an object.' }],
  },
])('$name is invalid_request and names the field, never the value', async ({ body, errors }) => {
  const { write, written } = startNotesApi();
  const answer = await write({ body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request', errors } });
  expect(answer.body.errors).toHaveLength(errors.length);
  expect(JSON.stringify(answer)).not.toContain(SECRET);
  expect(written()).toBe(0);
});

test.each([
  { name: 'an unknown parameter', query: 'shout=1', path: 'shout' },
  { name: 'a value that is not yes or no', query: 'loud=perhaps', path: 'loud' },
  { name: 'a parameter given twice', query: 'loud=true&loud=false', path: 'loud' },
])('a query with $name is refused', async ({ query, path }) => {
  const { write } = startNotesApi();
  const { status, body } = await write({ query });
  expect({ status, paths: body.errors.map((error: { path: string }) => error.path) }).toEqual({
    status: 400,
    paths: [path],
  });
});

test('a body where none belongs is refused', async () => {
  const { send } = startNotesApi();
  const caller = callerAs('owner');
  const { status } = await send({ method: 'DELETE', path: '/v1/notes/n1', body: { a: 1 }, caller });
  expect(status).toBe(400);
});

test.each([
  { name: 'a stray word', body: `{"text": ${SECRET}}`, at: 'line 1, column 10' },
  { name: 'a trailing comma', body: '{\n  "text": "hello",\n}', at: 'line 3, column 1' },
  { name: 'an early end', body: '{"text": "hel', at: 'line 1, column 10' },
  { name: 'nothing but spaces', body: '   ', at: 'line 1, column 4' },
  { name: 'two documents', body: '{"text":"a"}{}', at: 'line 1, column 13' },
  { name: 'a comment', body: '{"text":"hello" /* hi */}', at: 'line 1, column 17' },
  { name: 'a raw line break in a text', body: '{"text":"a\nb"}', at: 'line 1, column 9' },
])('$name is invalid_json and says where', async ({ body, at }) => {
  const { write } = startNotesApi();
  const answer = await write({ body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_json' } });
  expect(answer.body.detail).toContain(at);
  expect(JSON.stringify(answer)).not.toContain(SECRET);
});

test.each([
  { name: 'half a surrogate pair', body: '{"text":"\\ud83d!"}' },
  { name: 'half a pair the other way', body: '{"text":"\\udE00!"}' },
])('$name, which no store takes, is invalid_json', async ({ body }) => {
  const { write } = startNotesApi();
  expect(await write({ body })).toMatchObject({ status: 400, body: { code: 'invalid_json' } });
});

test.each([
  { name: 'a whole pair', body: '{"text":"\\ud83d\\ude00!"}', text: '😀!' },
  { name: 'a typed escape', body: '{"text":"\\\\ud83d!"}', text: '\\ud83d!' },
])('$name is a text like any other', async ({ body, text }) => {
  const { write } = startNotesApi();
  expect((await write({ body })).body.text).toBe(text);
});

test.each([
  { type: 'text/plain', status: 415 },
  { type: 'application/x-www-form-urlencoded', status: 415 },
  { type: 'application/json; charset=latin1', status: 415 },
  { type: 'application/jsonp', status: 415 },
  { type: 'application/json', status: 201 },
  { type: 'Application/JSON; charset=UTF-8', status: 201 },
  { type: 'application/merge-patch+json', status: 201 },
])('content of type $type is $status', async ({ type, status }) => {
  const { write } = startNotesApi();
  expect((await write({ headers: { 'content-type': type } })).status).toBe(status);
});

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

test.each([
  { name: 'as deep as it may be', body: nested(MAX_JSON_DEPTH), code: 'invalid_request' },
  { name: 'a level too deep', body: nested(MAX_JSON_DEPTH + 1), code: 'invalid_json' },
  { name: 'that never ends', body: '['.repeat(50_000), code: 'invalid_json' },
  { name: 'with objects inside', body: '{"a":['.repeat(50_000), code: 'invalid_json' },
  { name: 'in a text alone', body: `{"color":"\\"${'['.repeat(99)}"}`, code: 'invalid_request' },
])('a body with nesting $name is $code', async ({ body, code }) => {
  const { write } = startNotesApi();
  expect(await write({ body })).toMatchObject({ status: 400, body: { code } });
});

test('a body is refused before anybody is known to have sent it, and faults are no answer', async () => {
  const { send, lines } = startNotesApi();
  const body = '['.repeat(50_000);
  const answer = await send({ method: 'GET', path: '/v1/open', body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_json' } });
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});

const padded = (bytes: number) => {
  const empty = JSON.stringify({ text: 'hello' });
  return empty + ' '.repeat(bytes - empty.length);
};

test.each([
  { name: 'at the limit', body: padded(MAX_BODY_BYTES), status: 201 },
  { name: 'one byte over', body: padded(MAX_BODY_BYTES + 1), status: 413 },
  { name: 'over only in bytes', body: `{"text":"${'é'.repeat(MAX_BODY_BYTES / 2)}"}`, status: 413 },
])('a body $name is $status', async ({ body, status }) => {
  const { write } = startNotesApi();
  expect((await write({ body })).status).toBe(status);
});
