import { expect, test } from 'vitest';
import { AppError } from '../../../../src/kernel/errors.ts';
import { answerOnce, MAX_ANSWER_BYTES } from '../../../../src/kernel/http/idempotency.ts';
import { newId } from '../../../../src/kernel/ids.ts';
import { callerAs, noteRoutes, startNotesApi } from './notes-api.ts';

const withKey = (key: string): Record<string, string> => ({ 'idempotency-key': key });
const HEADERS = withKey('key-1');
const NO_HEADERS: Record<string, string> = {};
const LOCK_MS = 35_000;
const DAY_MS = 24 * 3_600_000;

test('a repeat answers what the first one did, and nothing is done again', async () => {
  const { write, written } = startNotesApi();
  const first = await write({ headers: HEADERS });
  const second = await write({ headers: HEADERS });
  expect(second).toMatchObject({
    status: 201,
    body: first.body,
    headers: { location: '/v1/notes/n1', 'idempotent-replayed': 'true' },
  });
  expect(first.headers['idempotent-replayed']).toBeUndefined();
  expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  expect(written()).toBe(1);
});

test('spaces and the order of fields do not make another body', async () => {
  const { write } = startNotesApi();
  await write({ headers: HEADERS, body: '{"text":"hello","color":"red"}' });
  const second = await write({ headers: HEADERS, body: '{ "color": "red", "text": "hello" }' });
  expect(second.headers['idempotent-replayed']).toBe('true');
});

test.each([
  { name: 'another body', change: { body: { text: 'other' } } },
  { name: 'another query', change: { query: 'loud=true' } },
])('the same key with $name is idempotency_mismatch', async ({ change }) => {
  const { write } = startNotesApi();
  await write({ headers: HEADERS });
  expect(await write({ headers: HEADERS, ...change })).toMatchObject({
    status: 422,
    body: { code: 'idempotency_mismatch' },
  });
});

test.each([
  { name: 'another user', change: { caller: { ...callerAs('manager'), userId: newId('user') } } },
  { name: 'another key', change: { headers: withKey('key-2') } },
  { name: 'no key', change: { headers: NO_HEADERS } },
])('$name is another operation', async ({ change }) => {
  const { write, written } = startNotesApi();
  await write({ headers: HEADERS });
  await write({ headers: HEADERS, ...change });
  expect(written()).toBe(2);
});

test('while the first one runs a repeat is told to wait', async () => {
  const { write, during } = startNotesApi();
  let release = () => {};
  during(() => new Promise<void>(resolve => (release = resolve)));
  const first = write({ headers: HEADERS });
  await new Promise(resolve => setTimeout(resolve, 10));
  const second = await write({ headers: HEADERS });
  expect(second).toMatchObject({ status: 409, body: { code: 'idempotency_in_progress' } });
  expect(second.headers['retry-after']).toBe('35');
  release();
  expect((await first).status).toBe(201);
});

test('after a crash the next one goes on with the same operation', async () => {
  const { write, during, advance } = startNotesApi();
  const operations: string[] = [];
  during(() => new Promise(() => {}));
  void write({ headers: HEADERS });
  await new Promise(resolve => setTimeout(resolve, 10));
  advance(LOCK_MS - 1);
  expect((await write({ headers: HEADERS })).status).toBe(409);
  advance(1);
  during(() => undefined);
  operations.push((await write({ headers: HEADERS })).body.operation);
  operations.push((await write({ headers: HEADERS })).body.operation);
  expect(new Set(operations).size).toBe(1);
});

test('a fault keeps the operation for the next try, which need not wait', async () => {
  const { write, during, deps } = startNotesApi();
  const seen: string[] = [];
  const { insert } = deps.idempotency;
  deps.idempotency.insert = async record => {
    const existing = await insert(record);
    seen.push((existing ?? record).operationId);
    return existing;
  };
  during(() => {
    throw new Error('half done');
  });
  expect((await write({ headers: HEADERS })).status).toBe(500);
  during(() => undefined);
  const { status, body } = await write({ headers: HEADERS });
  expect(status).toBe(201);
  expect(seen).toEqual([body.operation, body.operation]);
});

test('a refusal frees the key, also for another body', async () => {
  const { write, during } = startNotesApi();
  during(() => {
    throw new AppError('conflict', 'Not now.');
  });
  expect((await write({ headers: HEADERS })).status).toBe(409);
  during(() => undefined);
  expect((await write({ headers: HEADERS, body: { text: 'other' } })).status).toBe(201);
});

test('the answer is given although it could not be kept, and a repeat finds the operation', async () => {
  const { write, deps, lines, advance } = startNotesApi();
  const { complete } = deps.idempotency;
  deps.idempotency.complete = async () => {
    throw new Error('throttled');
  };
  const first = await write({ headers: HEADERS });
  expect(first.status).toBe(201);
  expect(lines.some(({ message }) => message === 'idempotency record left')).toBe(true);
  deps.idempotency.complete = complete;
  advance(LOCK_MS);
  expect((await write({ headers: HEADERS })).body.operation).toBe(first.body.operation);
});

test('after a day the key is new', async () => {
  const { write, written, advance } = startNotesApi();
  await write({ headers: HEADERS });
  advance(DAY_MS);
  await write({ headers: HEADERS });
  expect(written()).toBe(2);
});

test.each([
  { name: 'empty', key: '' },
  { name: 'with a space', key: 'a b' },
  { name: 'with a letter beyond ASCII', key: 'ключ' },
  { name: 'of 129 characters', key: 'k'.repeat(129) },
])('a key $name is refused', async ({ key }) => {
  const { write, written } = startNotesApi();
  const answer = await write({ headers: withKey(key) });
  expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'Idempotency-Key' }] } });
  expect(written()).toBe(0);
});

test('answers with secrets are not kept', async () => {
  const { send, deps } = startNotesApi();
  deps.idempotency.insert = async () => {
    throw new Error('must not be called');
  };
  const make = () =>
    send({ method: 'POST', path: '/v1/keys', headers: HEADERS, caller: callerAs('owner') });
  expect((await make()).body).toEqual({ key: 'key-1' });
  expect((await make()).body).toEqual({ key: 'key-2' });
});

test('neither key nor body is stored: only hashes that need the key to be guessed', async () => {
  const { write, deps } = startNotesApi();
  const stored: unknown[] = [];
  const { insert } = deps.idempotency;
  deps.idempotency.insert = record => {
    stored.push(record);
    return insert(record);
  };
  await write({ headers: HEADERS, body: { text: 'hello', password: 'hunter22' } });
  await write({
    headers: withKey('key-2'),
    body: { text: 'hello', password: 'hunter22' },
  });
  expect(JSON.stringify(stored)).not.toMatch(/key-1|hunter22/);
  const fingerprints = stored.map(record => (record as { fingerprint: string }).fingerprint);
  expect(new Set(fingerprints).size).toBe(2);
});

/** What DynamoDB allows a row. */
const ROW_BYTES = 400 * 1024;

test.each([
  { size: 'small', bytes: 1000, times: 1 },
  { size: 'that just fits', bytes: MAX_ANSWER_BYTES - 500, times: 1 },
  { size: 'too large for a row', bytes: ROW_BYTES, times: 2 },
])('an answer $size is the same each time, of one operation', async ({ bytes, times }) => {
  const { deps } = startNotesApi();
  const kept: number[] = [];
  const { complete } = deps.idempotency;
  deps.idempotency.complete = (record, answer) => {
    kept.push(Buffer.byteLength(JSON.stringify({ ...record, answer })));
    return complete(record, answer);
  };
  const operations: string[] = [];
  const [row] = noteRoutes;
  const request = { caller: callerAs('manager'), row, key: 'key-1', input: {} };
  const ask = (requestId: string) =>
    answerOnce(deps, { ...request, requestId }, async operation => {
      operations.push(operation);
      return { status: 201, headers: {}, body: 'x'.repeat(bytes) };
    });
  const [first, second] = [await ask('req-1'), await ask('req-2')];
  expect(second.answer).toEqual(first.answer);
  expect(operations).toHaveLength(times);
  expect(new Set(operations).size).toBe(1);
  for (const size of kept) expect(size).toBeLessThan(ROW_BYTES);
});
