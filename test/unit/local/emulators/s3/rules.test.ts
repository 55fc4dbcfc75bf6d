import { describe, expect, test } from 'vitest';
import { checkHeaderTime, checkPresignedTime } from '#local/emulators/s3/auth/request-time.ts';
import { corsHeaders } from '#local/emulators/s3/buckets/cors.ts';
import { multipartEtag } from '#local/emulators/s3/multipart/multipart-etag.ts';
import { parseCopyRange, parseRange } from '#local/emulators/s3/objects/byte-range.ts';
import { isNotModified } from '#local/emulators/s3/objects/conditions.ts';
import { encodeEventKey } from '#local/emulators/s3/s3-event.ts';

describe('a range', () => {
  test.each([
    { header: undefined, range: undefined },
    { header: 'bytes=0-', range: { start: 0, end: 10 } },
    { header: 'bytes=3-5', range: { start: 3, end: 6 } },
    { header: 'bytes=3-99', range: { start: 3, end: 10 } },
    { header: 'bytes=-3', range: { start: 7, end: 10 } },
    { header: 'bytes=0-1,3-4', range: undefined },
    { header: 'bytes=-', range: undefined },
  ])('$header of ten bytes', ({ header, range }) => {
    expect(parseRange(header, 10)).toEqual(range);
  });

  test.each([
    { header: 'bytes=10-', size: 10 },
    { header: 'bytes=0-', size: 0 },
    { header: 'bytes=-1', size: 0 },
  ])('$header of $size bytes cannot be had', ({ header, size }) => {
    expect(() => parseRange(header, size)).toThrow(
      expect.objectContaining({ code: 'InvalidRange' }),
    );
  });

  test('of a copy must lie inside', () => {
    expect(parseCopyRange('bytes=0-9', 10)).toEqual({ start: 0, end: 10 });
    expect(() => parseCopyRange('bytes=0-10', 10)).toThrow();
    expect(() => parseCopyRange('bytes=5-', 10)).toThrow();
  });
});

describe('the time of a request', () => {
  const signedAt = Date.UTC(2026, 10, 20, 10, 0, 0);
  const amzDate = '20261120T100000Z';
  const minute = 60_000;

  test.each([
    { now: signedAt + 15 * minute, code: undefined },
    { now: signedAt - 15 * minute, code: undefined },
    { now: signedAt + 15 * minute + 1, code: 'RequestTimeTooSkewed' },
    { now: signedAt - 15 * minute - 1, code: 'RequestTimeTooSkewed' },
  ])('at $now is refused with $code', ({ now, code }) => {
    expect(refusal(() => checkHeaderTime(amzDate, now))).toBe(code);
  });

  test.each([
    { expires: '60', now: signedAt + minute, code: undefined },
    { expires: '60', now: signedAt + minute + 1, code: 'AccessDenied' },
    { expires: '604800', now: signedAt, code: undefined },
    { expires: '604801', now: signedAt, code: 'AuthorizationQueryParametersError' },
    { expires: '0', now: signedAt, code: 'AuthorizationQueryParametersError' },
    { expires: '1e3', now: signedAt, code: 'AuthorizationQueryParametersError' },
    { expires: undefined, now: signedAt, code: 'AuthorizationQueryParametersError' },
  ])('and $expires seconds at $now: $code', ({ expires, now, code }) => {
    expect(refusal(() => checkPresignedTime(amzDate, expires, now))).toBe(code);
  });

  test('must be a time', () => {
    expect(refusal(() => checkHeaderTime('20261399T100000Z', signedAt))).toBe('AccessDenied');
    expect(refusal(() => checkHeaderTime('yesterday', signedAt))).toBe('AccessDenied');
  });

  function refusal(check: () => void) {
    try {
      check();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  }
});

test.each([
  { pattern: '*', origin: 'https://a.example', allowed: true },
  { pattern: 'https://*.example', origin: 'https://a.b.example', allowed: true },
  { pattern: 'https://*.example', origin: 'https://.example', allowed: true },
  { pattern: 'https://*.example', origin: 'https://example', allowed: false },
  { pattern: 'aba*aba', origin: 'ababa', allowed: false },
  { pattern: 'https://a.example', origin: 'https://a.example.evil', allowed: false },
])('the origin $origin under $pattern: $allowed', ({ pattern, origin, allowed }) => {
  const rules = [{ allowedOrigins: [pattern], allowedMethods: ['GET' as const] }];
  expect(corsHeaders(rules, { origin, method: 'GET' }) !== undefined).toBe(allowed);
});

test('a condition may name several versions, weak or strong', () => {
  const object = { etag: 'abc', modified_at: 0 };
  const header = (name: string) => (name === 'if-none-match' ? '"x", W/"abc"' : undefined);
  expect(isNotModified({ header }, object)).toBe(true);
});

test('a time within the second of the object is not before it', () => {
  const modified_at = Date.UTC(2026, 0, 1) + 999;
  const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
  const header = (name: string) => (name === 'if-modified-since' ? date : undefined);
  expect(isNotModified({ header }, { etag: 'abc', modified_at })).toBe(true);
});

test('the ETag of parts is the MD5 of their MD5s', () => {
  const part = { etag: 'd41d8cd98f00b204e9800998ecf8427e' };
  expect(multipartEtag([part])).toBe('59adb24ef3cdbe0297f05b395827453f-1');
});

test('keys of events are encoded like forms, slashes apart', () => {
  expect(encodeEventKey("a b+c/ü'~*(1).mp4")).toBe('a+b%2Bc/%C3%BC%27%7E*%281%29.mp4');
});
