import { expect, test } from 'vitest';
import { answerRequest } from '../../../../src/kernel/http/answer-request.ts';
import type { RateCounters, RateUse } from '../../../../src/kernel/http/rate-limit.ts';
import type { Route } from '../../../../src/kernel/http/route.ts';
import { apiEvent } from '../../../support/api-event.ts';
import { memoryApiDeps } from '../../../support/memory-api-deps.ts';

const routes = [
  { method: 'GET', path: '/v1/things', summary: 'Read', public: true, use: 'read' },
  { method: 'POST', path: '/v1/things', summary: 'Write', public: true, use: 'write' },
] as const satisfies readonly Route[];

const LEFT: RateUse = { allowed: true, inMinute: 1, inHour: 1 };
const NONE: RateUse = { allowed: false, inMinute: 60, inHour: 60 };

/** An API whose counter answers when it is told to. */
function slowlyCounted({ isSpent = false, work = async () => ({}) } = {}) {
  const counted = Promise.withResolvers<RateUse>();
  const begun: string[] = [];
  const rateCounters: RateCounters = { count: () => counted.promise, isSpent: () => isSpent };
  const useCase = (name: string) => async () => {
    begun.push(name);
    return work();
  };
  const useCases = { read: useCase('read'), write: useCase('write') };
  const { deps } = memoryApiDeps();
  const answer = answerRequest(routes, useCases, { ...deps, rateCounters });
  const send = (method: string) =>
    answer(apiEvent({ method, path: '/v1/things' }), new AbortController().signal);
  return { send, begun, counted };
}

const soon = () => new Promise(resolve => setImmediate(resolve));

test.each([
  { method: 'GET', isSpent: false, early: ['read'] },
  { method: 'GET', isSpent: true, early: [] },
  { method: 'POST', isSpent: false, early: [] },
])(
  '$method, with the limit known to be spent: $isSpent, begins $early before it is counted',
  async ({ method, isSpent, early }) => {
    const { send, begun, counted } = slowlyCounted({ isSpent });
    const answered = send(method);
    await soon();
    expect(begun).toEqual(early);
    counted.resolve(LEFT);
    expect(await answered).toMatchObject({
      statusCode: 204,
      headers: { 'ratelimit-remaining': '59' },
    });
  },
);

test.each([
  { name: 'is done', work: async () => ({}) },
  { name: 'failed', work: async () => Promise.reject(new Error('lost')) },
  { name: 'goes on and on', work: () => new Promise<object>(() => undefined) },
])('a read that $name is refused where the count says so', async ({ work }) => {
  const { send, counted } = slowlyCounted({ work });
  const answered = send('GET');
  await soon();
  counted.resolve(NONE);
  expect(await answered).toMatchObject({ statusCode: 429 });
});

test('a write is never begun where the count refuses it', async () => {
  const { send, begun, counted } = slowlyCounted();
  counted.resolve(NONE);
  expect(await send('POST')).toMatchObject({ statusCode: 429 });
  expect(begun).toEqual([]);
});
