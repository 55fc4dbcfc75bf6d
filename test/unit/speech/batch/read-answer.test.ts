import { describe, expect, test } from 'vitest';
import { isTooOld, shareOfWait, waitSeconds } from '../../../../src/speech/batch/follow-job.ts';
import { readAnswer, wordsOf } from '../../../../src/speech/batch/read-answer.ts';

const read = (body: unknown, contentType = 'application/json') =>
  readAnswer({ contentType, body: typeof body === 'string' ? body : JSON.stringify(body) });

describe('the body of a completed job', () => {
  test('is an answer', () => {
    expect(read({ text: 'Hello.', language: 'ru', request_id: 'x' })).toEqual({
      text: 'Hello.',
      language: 'ru',
    });
  });

  test.each([
    { name: 'subtitles', body: '1\n00:00:01,000 --> 00:00:02,000\nHello', type: 'text/srt' },
    { name: 'half of JSON', body: '{"text": "Hel' },
    { name: 'nothing', body: 'null' },
    { name: 'another shape', body: { result: 'Hello' } },
    { name: 'an error of the server', body: { error: { message: 'worker died', code: 500 } } },
    { name: 'an error in the other form', body: { detail: 'timed out' } },
  ])('may be $name: another job may do better', ({ body, type }) => {
    expect(read(body, type)).toMatchObject({ kind: 'unusable', reason: expect.any(String) });
  });

  test.each([
    { name: 'a bad file', body: { error: { type: 'invalid_request_error', message: 'no sound' } } },
    { name: 'no money', body: { detail: 'Insufficient balance' } },
    { name: 'a bad field', body: { detail: [{ msg: 'field is invalid' }] } },
  ])('may be $name: no job will do better', ({ body }) => {
    expect(read(body)).toMatchObject({ kind: 'rejected' });
  });
});

test('without any times there is nothing to do', () => {
  expect(wordsOf({ text: 'Hello.' }, { durationSeconds: 3 })).toMatchObject({ kind: 'rejected' });
});

test('waits grow from seconds to minutes, and longer only where the provider says so', () => {
  expect([0, 20, 60, 300, 3600, 80_000].map(age => waitSeconds(age))).toEqual([
    10, 10, 20, 100, 300, 300,
  ]);
  expect(waitSeconds(0, 90)).toBe(90);
  expect(waitSeconds(3600, 90)).toBe(300);
  expect(waitSeconds(0, 1e6)).toBe(3600);
  expect([3600 * 23.9, 3600 * 24].map(isTooOld)).toEqual([false, true]);
  const shares = [0, 10, 600, 86_400].map(shareOfWait);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares[3]).toBeLessThan(1);
});
