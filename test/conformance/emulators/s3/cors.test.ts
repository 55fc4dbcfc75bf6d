import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcome, s3Client, startTestS3 } from './support.ts';

const ORIGIN = 'https://console.example.com';

let s3: Awaited<ReturnType<typeof startTestS3>>;
beforeAll(async () => {
  s3 = await startTestS3();
  const allowedHeaders = ['content-type', 'x-amz-*'];
  s3.server.createBucket('uploads', {
    cors: [
      {
        allowedOrigins: [ORIGIN, 'http://localhost:*'],
        allowedMethods: ['PUT', 'GET'],
        allowedHeaders,
        exposeHeaders: ['ETag'],
        maxAgeSeconds: 600,
      },
      { allowedOrigins: ['*'], allowedMethods: ['HEAD'] },
    ],
  });
});
afterAll(() => s3.stop());

const preflight = (headers: Record<string, string>, bucket = 'uploads') =>
  fetch(`${s3.server.endpoint}/${bucket}/a%20key`, { method: 'OPTIONS', headers });

const asking = (method: string, origin = ORIGIN, headers?: string) => ({
  origin,
  'access-control-request-method': method,
  ...(headers && { 'access-control-request-headers': headers }),
});

describe('a preflight', () => {
  test('says what a browser may do', async () => {
    const response = await preflight(asking('PUT', ORIGIN, 'Content-Type, x-amz-meta-a'));
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-headers': 'content-type, x-amz-meta-a',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '600',
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    });
  });

  test.each([
    { name: 'a pattern of origins', headers: asking('GET', 'http://localhost:5173'), status: 200 },
    { name: 'any origin', headers: asking('HEAD', 'https://other.example'), status: 200 },
    { name: 'another origin', headers: asking('PUT', 'https://evil.example'), status: 403 },
    { name: 'a longer origin', headers: asking('PUT', `${ORIGIN}.evil.example`), status: 403 },
    { name: 'another method', headers: asking('DELETE'), status: 403 },
    { name: 'another header', headers: asking('PUT', ORIGIN, 'authorization'), status: 403 },
    { name: 'no origin', headers: {}, status: 403 },
  ])('of $name is answered $status', async ({ headers, status }) => {
    const response = await preflight(headers);
    expect(response.status).toBe(status);
    expect(response.headers.has('access-control-allow-origin')).toBe(status === 200);
  });

  test('of a bucket without rules is refused', async () => {
    expect(await outcome(await preflight(asking('PUT'), 'media'))).toBe('403 AccessForbidden');
  });
});

describe('the request after it', () => {
  const signedPut = () => {
    const client = s3Client(s3.server.endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    return getSignedUrl(client, new PutObjectCommand({ Bucket: 'uploads', Key: 'a key' }));
  };

  test('lets the browser read the ETag', async () => {
    const headers = { origin: ORIGIN };
    const response = await fetch(await signedPut(), { method: 'PUT', body: 'x', headers });
    expect(response.status).toBe(200);
    expect(response.headers.get('etag')).toMatch(/^"[0-9a-f]{32}"$/);
    expect(response.headers.get('access-control-expose-headers')).toBe('ETag');
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });

  test('lets the browser read a refusal too', async () => {
    const url = `${await signedPut()}0`;
    const headers = { origin: ORIGIN };
    const response = await fetch(url, { method: 'PUT', body: 'x', headers });
    expect(response.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(await outcome(response)).toBe('403 SignatureDoesNotMatch');
  });

  test('says nothing to other origins, or to none', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, undefined]) {
      const response = await fetch(await signedPut(), { method: 'PUT', body: 'x', headers });
      expect(response.status).toBe(200);
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
    }
  });

  test('names no single origin where all are allowed', async () => {
    const url = await getSignedUrl(
      s3.client,
      new GetObjectCommand({ Bucket: 'uploads', Key: 'a key' }),
    );
    const head = await fetch(url, { method: 'HEAD', headers: { origin: 'https://any.example' } });
    expect(head.headers.get('access-control-allow-origin')).toBe('*');
    expect(head.headers.has('access-control-allow-credentials')).toBe(false);
  });
});

test('rules that code sets take the place of those that the bucket had', async () => {
  s3.server.createBucket('media', { cors: [{ allowedOrigins: ['*'], allowedMethods: ['PUT'] }] });
  expect((await preflight(asking('PUT'), 'media')).status).toBe(200);
  s3.server.createBucket('media', { cors: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }] });
  expect((await preflight(asking('PUT'), 'media')).status).toBe(403);
  expect((await preflight(asking('GET'), 'media')).status).toBe(200);
});
