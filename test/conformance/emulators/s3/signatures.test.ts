import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { credentials, outcome, readText, refusal, s3Client, startTestS3 } from './support.ts';

const HOUR_MS = 3_600_000;
/** What the server believes the time to be, compared with the clients. */
let serverAheadMs = 0;
let s3: Awaited<ReturnType<typeof startTestS3>>;
/** As product code must presign: without the checksum of a body that is not there yet. */
let presigner: S3Client;

beforeAll(async () => {
  s3 = await startTestS3({ clock: () => Date.now() + serverAheadMs });
  presigner = s3Client(s3.server.endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
  await s3.client.send(new PutObjectCommand({ Bucket: 'media', Key: 'secret', Body: 'secret' }));
});
afterAll(() => s3.stop());

const secret = { Bucket: 'media', Key: 'secret' };
const signedGet = (more = {}, options = {}) =>
  getSignedUrl(presigner, new GetObjectCommand({ ...secret, ...more }), options);

async function withServerAhead<T>(milliseconds: number, work: () => Promise<T>) {
  serverAheadMs = milliseconds;
  try {
    return await work();
  } finally {
    serverAheadMs = 0;
  }
}

describe('a signed request', () => {
  test.each([
    {
      name: 'with another secret',
      more: { secretAccessKey: 'wrong' },
      code: 'SignatureDoesNotMatch',
    },
    { name: 'with another key', more: { accessKeyId: 'AKIAOTHER' }, code: 'InvalidAccessKeyId' },
  ])('$name is refused', async ({ more, code }) => {
    const client = s3Client(s3.server.endpoint, { credentials: { ...credentials, ...more } });
    expect(await refusal(client.send(new GetObjectCommand(secret)))).toBe(`403 ${code}`);
  });

  test('for another region is refused', async () => {
    const client = s3Client(s3.server.endpoint, { region: 'us-west-2' });
    const result = await refusal(client.send(new GetObjectCommand(secret)));
    expect(result).toBe('400 AuthorizationHeaderMalformed');
  });

  test.each([
    { name: 'a quarter of an hour late', aheadMs: HOUR_MS / 4 + 5000 },
    { name: 'a quarter of an hour early', aheadMs: -HOUR_MS / 4 - 5000 },
  ])('$name is refused', async ({ aheadMs }) => {
    await withServerAhead(aheadMs, async () => {
      const client = s3Client(s3.server.endpoint);
      const result = await refusal(client.send(new GetObjectCommand(secret)));
      expect(result).toBe('403 RequestTimeTooSkewed');
    });
  });

  test.each([
    { name: 'its body', change: { body: 'forged' } },
    { name: 'its path', change: { path: '/media/other' } },
    { name: 'its query', change: { query: { acl: '' } } },
    { name: 'a header', change: { headers: { 'x-amz-meta-owner': 'me' } } },
  ])('is refused after a change of $name', async ({ change }) => {
    const client = s3Client(s3.server.endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
    client.middlewareStack.add(
      next => args => {
        const request = args.request as { headers: object };
        const headers = { ...request.headers, ...('headers' in change ? change.headers : {}) };
        Object.assign(request, change, { headers });
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const command = new PutObjectCommand({ ...secret, Key: 'target', Body: 'honest' });
    expect(await refusal(client.send(command))).toMatch(
      /^(403 (SignatureDoesNotMatch|AccessDenied)|400 XAmzContentSHA256Mismatch)$/,
    );
    const looking = s3.client.send(new HeadObjectCommand({ Bucket: 'media', Key: 'target' }));
    expect(await refusal(looking)).toBe('404 NotFound');
  });

  test.each([
    { name: 'nothing', headers: {} },
    { name: 'an old scheme', headers: { authorization: 'AWS AKIALOCAL:abcd' } },
    { name: 'rubbish', headers: { authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c' } },
  ])('that is signed by $name is refused', async ({ headers }) => {
    for (const method of ['GET', 'PUT', 'DELETE', 'POST']) {
      const response = await fetch(`${s3.server.endpoint}/media/secret`, { method, headers });
      expect(await outcome(response)).toMatch(/^(403 AccessDenied|400 Authorization\w+)$/);
    }
    expect(await readText(s3.client, 'secret')).toBe('secret');
  });
});

describe('a presigned GET', () => {
  test('is good for anybody, more than once', async () => {
    const url = await signedGet();
    for (const _ of [1, 2]) expect(await (await fetch(url)).text()).toBe('secret');
  });

  test('may say how the answer is to be named and typed', async () => {
    const url = await signedGet({
      ResponseContentDisposition: `attachment; filename="Лекция №1.mp4"`,
      ResponseContentType: 'video/mp4',
      ResponseCacheControl: 'no-store',
    });
    const { headers } = await fetch(url);
    const disposition = Buffer.from(headers.get('content-disposition') ?? '', 'latin1');
    expect(disposition.toString()).toBe('attachment; filename="Лекция №1.mp4"');
    expect(headers.get('content-type')).toBe('video/mp4');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('cannot smuggle a header into the answer', async () => {
    const url = await signedGet({ ResponseContentType: 'text/html\r\nset-cookie: a=b' });
    expect(await outcome(await fetch(url))).toBe('400 InvalidArgument');
  });

  test('takes a range', async () => {
    const response = await fetch(await signedGet(), { headers: { range: 'bytes=1-2' } });
    expect(response.status).toBe(206);
    expect(await response.text()).toBe('ec');
  });

  test('ends when it says', async () => {
    const url = await signedGet({}, { expiresIn: 60 });
    const [before, after] = [
      await withServerAhead(58_000, () => fetch(url)),
      await withServerAhead(62_000, () => fetch(url)),
    ];
    expect(before.status).toBe(200);
    const text = await after.text();
    expect(after.status).toBe(403);
    expect(text).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>');
  });

  test('does not begin before its time', async () => {
    const url = await signedGet();
    const early = await withServerAhead(-HOUR_MS, () => fetch(url));
    expect(await outcome(early)).toBe('403 AccessDenied');
  });

  test.each([
    { name: 'the key', from: '/secret', to: '/secret2', result: '403 SignatureDoesNotMatch' },
    {
      name: 'the expiry',
      from: 'X-Amz-Expires=900',
      to: 'X-Amz-Expires=901',
      result: '403 SignatureDoesNotMatch',
    },
    {
      name: 'a life over a week',
      from: 'X-Amz-Expires=900',
      to: 'X-Amz-Expires=604801',
      result: '400 AuthorizationQueryParametersError',
    },
    {
      name: 'the signature',
      from: /Signature=..../,
      to: 'Signature=0000',
      result: '403 SignatureDoesNotMatch',
    },
    {
      name: 'one more parameter',
      from: '?',
      to: '?response-content-type=text%2Fhtml&',
      result: '403 SignatureDoesNotMatch',
    },
    { name: 'the key id', from: 'AKIALOCAL', to: 'AKIAOTHER', result: '403 InvalidAccessKeyId' },
  ])('is refused after a change of $name', async ({ from, to, result }) => {
    const url = (await signedGet()).replace(from, to);
    expect(await outcome(await fetch(url))).toBe(result);
  });

  test('is no leave to do anything else', async () => {
    const url = await signedGet();
    for (const method of ['PUT', 'DELETE']) {
      expect(await outcome(await fetch(url, { method }))).toBe('403 SignatureDoesNotMatch');
    }
  });
});

describe('a presigned PUT', () => {
  const signedPut = (client: S3Client, more = {}, options = {}) =>
    getSignedUrl(
      client,
      new PutObjectCommand({ Bucket: 'media', Key: 'upload ü', ...more }),
      options,
    );

  test('takes the body, and the metadata that was signed', async () => {
    const url = await signedPut(presigner, {
      Metadata: { owner: 'usr_00000000000000000000000001' },
    });
    const response = await fetch(url, { method: 'PUT', body: 'from a browser' });
    expect(response.status).toBe(200);
    expect(await readText(s3.client, 'upload ü')).toBe('from a browser');
    const found = await s3.client.send(new HeadObjectCommand({ Bucket: 'media', Key: 'upload ü' }));
    expect(found.Metadata).toEqual({ owner: 'usr_00000000000000000000000001' });
  });

  test('holds the client to signed headers', async () => {
    const signableHeaders = new Set(['content-type']);
    const url = await signedPut(presigner, { ContentType: 'video/mp4' }, { signableHeaders });
    const send = (type: string) =>
      fetch(url, { method: 'PUT', body: 'x', headers: { 'content-type': type } });
    expect(await outcome(await send('text/html'))).toBe('403 SignatureDoesNotMatch');
    expect(await outcome(await send('video/mp4'))).toBe('200');
  });

  test('takes no header of S3 that was not signed', async () => {
    const headers = { 'x-amz-meta-owner': 'somebody else' };
    const response = await fetch(await signedPut(presigner), { method: 'PUT', body: 'x', headers });
    expect(await outcome(response)).toBe('403 AccessDenied');
  });

  test('with the checksum of an empty body is refused, as on AWS', async () => {
    const url = await signedPut(s3.client);
    expect(url).toContain('x-amz-checksum-crc32=AAAAAA');
    const response = await fetch(url, { method: 'PUT', body: 'x' });
    expect(await outcome(response)).toBe('400 BadDigest');
  });
});

test('every answer has the ids that support would ask for', async () => {
  const response = await fetch(`${s3.server.endpoint}/media/secret`);
  const text = await response.text();
  const id = response.headers.get('x-amz-request-id');
  expect(id).toMatch(/^[0-9A-F]{16}$/);
  expect(response.headers.get('x-amz-id-2')).toBeTruthy();
  expect(response.headers.get('content-type')).toBe('application/xml');
  expect(text).toContain(`<RequestId>${id}</RequestId>`);
  expect(text).toContain('<Resource>/media/secret</Resource>');
});

test('nothing of all this was a bug inside', () => {
  expect(s3.errors).toEqual([]);
});
