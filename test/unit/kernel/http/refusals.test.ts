import { expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../../src/kernel/errors.ts';
import { answerRequest } from '../../../../src/kernel/http/answer-request.ts';
import { refusalsOf } from '../../../../src/kernel/http/refusals.ts';
import type { Route } from '../../../../src/kernel/http/route.ts';
import { apiEvent } from '../../../support/api-event.ts';
import { memoryApiDeps } from '../../../support/memory-api-deps.ts';

const row: Route = { method: 'GET', path: '/v1/things', summary: '', public: true, use: 'read' };

test.each<{ name: string; more: Partial<Route>; has: string[]; hasNot: string[] }>([
  { name: 'a public read', more: {}, has: ['rate_limited'], hasNot: ['unauthorized', 'not_found'] },
  { name: 'an address with an id', more: { params: z.object({}) }, has: ['not_found'], hasNot: [] },
  {
    name: 'a login',
    // Takes back what the sample row says; a row itself is never written so.
    more: { public: undefined, right: 'account' } as unknown as Partial<Route>,
    has: ['unauthorized', 'token_expired', 'forbidden', 'suspended'],
    hasNot: ['idempotency_mismatch'],
  },
  {
    name: 'a body with a version',
    more: { method: 'PATCH', body: z.object({ version: z.int() }) },
    has: ['version_conflict'],
    hasNot: ['idempotency_mismatch'],
  },
  { name: 'what it declares', more: { refuses: ['in_use'] }, has: ['in_use'], hasNot: [] },
])('$name brings its codes', ({ more, has, hasNot }) => {
  const codes = refusalsOf({ ...row, ...more });
  expect(codes).toEqual(expect.arrayContaining(has));
  for (const code of hasNot) expect(codes).not.toContain(code);
});

const refused = async (responseMismatch: 'throw' | 'log', refuses: Route['refuses'] = []) => {
  const { deps, lines } = memoryApiDeps({ responseMismatch });
  const useCases = { read: () => Promise.reject(new AppError('in_use', 'It is used.')) };
  const answer = answerRequest([{ ...row, refuses }], useCases, deps);
  const result = await answer(apiEvent({ path: row.path }), new AbortController().signal);
  const complaints = lines.filter(({ level }) => level === 'error');
  return { status: result.statusCode, complaints: complaints.length };
};

test('a refusal that its row does not declare fails a test, and is logged in production', async () => {
  expect(await refused('throw')).toEqual({ status: 500, complaints: 1 });
  expect(await refused('log')).toEqual({ status: 409, complaints: 1 });
  expect(await refused('throw', ['in_use'])).toEqual({ status: 409, complaints: 0 });
});
