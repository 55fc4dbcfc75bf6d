import { APIConnectionTimeoutError, APIError } from 'openai';
import { expect, test } from 'vitest';
import { callProvider } from '../../../../src/adapters/openai/call-provider.ts';
import { judge } from '../../../../src/adapters/openai/provider-error.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const refused = (status: number, headers: Record<string, string> = {}, error: object = {}) =>
  APIError.generate(status, { error }, 'refused', new Headers(headers));

test.each([
  [429, { 'retry-after': '7' }, 7],
  [503, { 'retry-after': '7' }, 7],
  [429, { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30],
  [429, { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
  [429, { 'retry-after': 'soon' }, undefined],
  [429, { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1m0.5s' }, 60.5],
  [429, { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '20ms' }, 0.02],
  [429, { 'x-ratelimit-remaining-tokens': '9', 'x-ratelimit-reset-tokens': '6m0s' }, undefined],
  [429, { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': 'later' }, undefined],
  [500, {}, undefined],
])('%d %o: wait %s seconds', (status, headers, seconds) => {
  const verdict = judge(refused(status, headers), NOW);
  expect(verdict).toMatchObject({ isPassing: true, error: { code: 'provider_unavailable' } });
  expect(verdict.waitSeconds).toBe(seconds);
});

test('a time-out passes', () => {
  expect(judge(new APIConnectionTimeoutError(), NOW).isPassing).toBe(true);
});

test.each([
  [400, {}],
  [401, {}],
  [402, {}],
  [404, {}],
  [413, {}],
  [422, {}],
  [429, { code: 'insufficient_quota' }],
  [429, { code: null, type: 'insufficient_quota' }],
])('%d %o is final', (status, error) => {
  const verdict = judge(refused(status, {}, error), NOW);
  expect(verdict).toMatchObject({ isPassing: false, error: { code: 'provider_rejected' } });
});

test('a provider that names no wait at all is left alone for longer all the same', async () => {
  const waits: number[] = [];
  const sleep = async (seconds: number) => void waits.push(seconds);
  const call = () => Promise.reject(refused(429, { 'retry-after': '0' }));
  await callProvider(call, { sleep, signal: new AbortController().signal }).catch(() => undefined);
  expect(waits).toHaveLength(4);
  expect(waits[3]).toBeGreaterThan(3);
});
