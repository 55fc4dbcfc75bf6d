import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { json } from '#test/fakes/shared/answer.ts';
import { createClock } from '#test/fakes/shared/clock.ts';
import { consentPage } from '#test/fakes/shared/consent-page.ts';
import { digestOf } from '#test/fakes/shared/content-digest.ts';
import type { FaultOrder } from '#test/fakes/shared/faults.ts';
import { readMultipartForm } from '#test/fakes/shared/multipart-form.ts';
import type { Operation } from '#test/fakes/shared/operations.ts';
import { type Fake, startFake } from '#test/fakes/shared/start-fake.ts';

const done: string[] = [];
const OPERATIONS: Operation[] = [
  {
    name: 'echo',
    method: 'POST',
    path: '/things/{id}',
    handle: async exchange => {
      const content = (await digestOf(exchange.body())).content();
      done.push(content.sha256);
      return json({ ...exchange.params, ...content });
    },
  },
  {
    name: 'form',
    method: 'POST',
    path: '/form',
    handle: async exchange => {
      const form = await readMultipartForm(exchange);
      const files = form?.files.map(({ field, name, digest }) => [field, name, digest.bytes()]);
      return json({ fields: Object.fromEntries(form?.fields ?? []), files });
    },
  },
];

let fake: Fake<'api'>;

async function start() {
  done.length = 0;
  fake = await startFake({
    clock: createClock(Date.parse('2026-03-01T12:00:00Z')),
    hosts: { api: OPERATIONS },
    refusal: reason => json({ reason }, 403),
    toAnswer: () => undefined,
    notFound: () => json({ reason: 'nothing' }, 404),
    state: () => ({ done: done.length }),
    controls: { add: input => ({ added: input }) },
  });
  return fake;
}

afterEach(() => fake.close());

const post = (path: string, body: string | FormData = 'x'.repeat(1000)) =>
  fetch(`${fake.origins.api}${path}`, { method: 'POST', body });

const control = async (path: string, body?: unknown, method = body ? 'POST' : 'GET') => {
  const url = `${fake.origins.api}/__fake${path}`;
  const answer = await fetch(url, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, value: await answer.json().catch(() => undefined) };
};

const CUT = 'cut';

test.each<{ fault: Omit<FaultOrder, 'operation'>; answer: unknown; happened: number }>([
  { fault: { kind: 'refuse', reason: 'tired' }, answer: 403, happened: 0 },
  { fault: { kind: 'status', status: 502 }, answer: 502, happened: 0 },
  { fault: { kind: 'html' }, answer: 200, happened: 0 },
  { fault: { kind: 'drop' }, answer: CUT, happened: 0 },
  { fault: { kind: 'cut_request', after_bytes: 10, status: 503 }, answer: 503, happened: 0 },
  { fault: { kind: 'cut_request', after_bytes: 10, reason: 'tired' }, answer: 403, happened: 0 },
  { fault: { kind: 'cut_request', after_bytes: 10 }, answer: CUT, happened: 0 },
  { fault: { kind: 'lose_answer' }, answer: CUT, happened: 1 },
  { fault: { kind: 'cut_answer', after_bytes: 4 }, answer: CUT, happened: 1 },
  { fault: { kind: 'delay', delay_ms: 20 }, answer: 200, happened: 1 },
  { fault: { kind: 'slow_body', bytes_per_second: 2000 }, answer: 200, happened: 1 },
])('$fault.kind answers $answer, and $happened things happened', async row => {
  await start();
  fake.faults.add({ operation: 'echo', ...row.fault });
  const answer = await post('/things/1')
    .then(async response => {
      await response.text();
      return response.status;
    })
    .catch(() => CUT);
  expect(answer).toBe(row.answer);
  expect(done).toHaveLength(row.happened);
  expect((await post('/things/1')).status).toBe(200);
  expect(fake.calls.of('echo').map(call => call.fault)).toEqual([row.fault.kind, undefined]);
});

test('a fault waits, repeats and is drawn the same from the same seed', async () => {
  await start();
  fake.faults.add({ operation: 'echo', kind: 'status', skip: 1, times: 2 });
  const statuses = async (calls: number) => {
    const seen: number[] = [];
    for (let call = 0; call < calls; call += 1) seen.push((await post('/things/1', 'x')).status);
    return seen;
  };
  expect(await statuses(5)).toEqual([200, 503, 503, 200, 200]);
  const drawn = async () => {
    fake.faults.clear();
    fake.faults.add({ operation: '*', kind: 'status', times: null, chance: 0.5, seed: 7 });
    return statuses(12);
  };
  const once = await drawn();
  expect(new Set(once)).toEqual(new Set([200, 503]));
  expect(await drawn()).toEqual(once);
});

test.each([
  { order: { operation: 'nothing', kind: 'drop' }, says: 'No operation nothing' },
  { order: { operation: 'echo', kind: 'nothing' }, says: 'No fault nothing' },
  { order: { operation: 'echo', kind: 'drop', tmies: 1 }, says: 'tmies' },
])('a fault that could never fire is refused: $says', async ({ order, says }) => {
  await start();
  const { status, value } = await control('/faults', order);
  expect(status).toBe(400);
  expect(JSON.stringify(value)).toContain(says);
});

test('the control door moves the clock, shows state and calls, and has the platform’s own doors', async () => {
  await start();
  await control('/clock', { frozen: true, set: '2026-03-08T09:59:00Z' });
  await control('/clock', { advance_ms: 60_000 });
  expect((await control('/clock')).value).toEqual({
    now: '2026-03-08T10:00:00.000Z',
    frozen: true,
  });
  expect(fake.clock.now()).toBe(Date.parse('2026-03-08T10:00:00Z'));
  await post('/things/a%2Fb');
  expect((await control('/state')).value).toEqual({ done: 1 });
  expect((await control('/calls')).value).toMatchObject([
    { operation: 'echo', status: 200, received_bytes: 1000, at: '2026-03-08T10:00:00.000Z' },
  ]);
  expect((await control('/add', { a: 1 })).value).toEqual({ added: { a: 1 } });
  expect((await control('/nothing')).status).toBe(404);
  expect((await post('/nothing')).status).toBe(404);
});

test('a form is read as fields and digests', async () => {
  await start();
  const form = new FormData();
  form.set('title', 'Лекция');
  form.set('video_file', new Blob(['x'.repeat(300_000)]), 'лекция.mp4');
  expect(await (await post('/form', form)).json()).toEqual({
    fields: { title: 'Лекция' },
    files: [['video_file', 'лекция.mp4', 300_000]],
  });
});

test('a client that goes away in the middle of its body ends the operation', async () => {
  await start();
  const request = httpRequest(`${fake.origins.api}/things/1`, {
    method: 'POST',
    headers: { 'content-length': 1000 },
  });
  request.on('error', () => undefined);
  request.write('half');
  await once(request, 'socket');
  setTimeout(() => request.destroy(), 50);
  await expect.poll(() => fake.calls.of('echo').map(call => call.status)).toEqual([0]);
  expect(done).toEqual([]);
});

test.each([
  { language: 'en' as const, allow: 'Allow', deny: 'Deny' },
  { language: 'ru' as const, allow: 'Разрешить', deny: 'Отказать' },
])('the consent page speaks $language and shows nothing as markup', ({ language, allow, deny }) => {
  const page = consentPage({
    platform: 'Fake',
    app: '<script>',
    users: [{ id: 'u1', name: 'Anna' }],
    scopes: ['video'],
    choose: true,
    hidden: { state: '"><script>' },
    language,
  });
  expect(page).toContain(`>${allow}<`);
  expect(page).toContain(`>${deny}<`);
  expect(page).not.toContain('<script>');
});
