import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { crc32 } from 'node:zlib';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendRaw, signedChunks, signRaw } from './raw-request.ts';
import { MEBIBYTE, patternBytes, readText, refusal, startTestS3 } from './support.ts';

let s3: Awaited<ReturnType<typeof startTestS3>>;
beforeAll(async () => {
  s3 = await startTestS3();
});
afterAll(() => s3.stop());

let Key = '';
let count = 0;
beforeEach(() => {
  count += 1;
  Key = `body-${count}`;
});

const BODY = 'a recording';
const SIZE = String(BODY.length);
const hash = (name: string, text = BODY) => createHash(name).update(text).digest('base64');
const crc32Base64 = (text = BODY) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return bytes.toString('base64');
};

const sign = (payloadHash: string, headers: Record<string, string>) =>
  signRaw({ endpoint: s3.server.endpoint, path: `/media/${Key}`, payloadHash, headers });
const stored = async () => {
  const found = await refusal(s3.client.send(new HeadObjectCommand({ Bucket: 'media', Key })));
  return found === 'accepted' ? readText(s3.client, Key) : undefined;
};

describe('a checksum in a header', () => {
  test.each([
    { header: 'content-md5', right: hash('md5'), wrong: hash('md5', ''), code: 'BadDigest' },
    { header: 'content-md5', right: hash('md5'), wrong: 'rubbish', code: 'InvalidDigest' },
    { header: 'x-amz-checksum-crc32', right: crc32Base64(), wrong: 'AAAAAA==', code: 'BadDigest' },
    { header: 'x-amz-checksum-crc32c', right: 'C7Kwzg==', wrong: 'AAAAAA==', code: 'BadDigest' },
    {
      header: 'x-amz-checksum-crc64nvme',
      right: '+LZZ+Z4hTqo=',
      wrong: 'AAAAAAAAAAA=',
      code: 'BadDigest',
    },
    { header: 'x-amz-checksum-sha1', right: hash('sha1'), wrong: 'AAAA', code: 'BadDigest' },
    { header: 'x-amz-checksum-sha256', right: hash('sha256'), wrong: 'AAAA', code: 'BadDigest' },
  ])('$header must fit, or else $code', async ({ header, right, wrong, code }) => {
    const send = (value: string) =>
      sendRaw(sign('UNSIGNED-PAYLOAD', { 'content-length': SIZE, [header]: value }), [BODY]);
    expect(await send(wrong)).toBe(`400 ${code}`);
    expect(await stored()).toBeUndefined();
    expect(await send(right)).toBe('200');
    expect(await stored()).toBe(BODY);
  });

  test('of the payload is a part of the signature, and checked', async () => {
    const payloadHash = createHash('sha256').update('other').digest('hex');
    const result = await sendRaw(sign(payloadHash, { 'content-length': SIZE }), [BODY]);
    expect(result).toBe('400 XAmzContentSHA256Mismatch');
    expect(await stored()).toBeUndefined();
  });

  test('is kept, and comes back to who asks for it', async () => {
    const put = { Bucket: 'media', Key, Body: BODY, ChecksumAlgorithm: 'SHA256' } as const;
    await s3.client.send(new PutObjectCommand(put));
    const get = { Bucket: 'media', Key, ChecksumMode: 'ENABLED' } as const;
    const whole = await s3.client.send(new GetObjectCommand(get));
    expect(whole).toMatchObject({ ChecksumSHA256: hash('sha256'), ChecksumType: 'FULL_OBJECT' });
    const part = await s3.client.send(new GetObjectCommand({ ...get, Range: 'bytes=0-1' }));
    expect(part.ChecksumSHA256).toBeUndefined();
  });
});

describe('an unsigned chunked body', () => {
  const headers = {
    'content-encoding': 'aws-chunked',
    'x-amz-decoded-content-length': SIZE,
    'x-amz-trailer': 'x-amz-checksum-crc32',
  };
  const send = (body: string, more: Record<string, string> = {}) => {
    const signed = sign('STREAMING-UNSIGNED-PAYLOAD-TRAILER', { ...headers, ...more });
    // Byte by byte, so that every boundary falls into another piece once.
    return sendRaw(signed, body.split(''));
  };
  const trailer = `x-amz-checksum-crc32:${crc32Base64()}\r\n\r\n`;

  test('is put together from its chunks', async () => {
    expect(await send(`2\r\na \r\n9\r\nrecording\r\n0\r\n${trailer}`)).toBe('200');
    expect(await stored()).toBe(BODY);
  });

  test.each([
    {
      name: 'a wrong checksum in the trailer',
      body: `b\r\n${BODY}\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n`,
      result: '400 BadDigest',
    },
    {
      name: 'the announced trailer missing',
      body: `b\r\n${BODY}\r\n0\r\n\r\n`,
      result: '400 BadDigest',
    },
    { name: 'a chunk too short', body: `b\r\na rec\r\n`, result: '400 IncompleteBody' },
    { name: 'no last chunk', body: `b\r\n${BODY}\r\n`, result: '400 IncompleteBody' },
    { name: 'less than it said', body: `2\r\na \r\n0\r\n${trailer}`, result: '400 IncompleteBody' },
    {
      name: 'more than it said',
      body: `c\r\n${BODY}!\r\n0\r\n${trailer}`,
      result: '400 IncompleteBody',
    },
    { name: 'no size', body: `x\r\n${BODY}\r\n`, result: '400 InvalidRequest' },
    { name: 'a chunk too long', body: `2\r\n${BODY}\r\n0\r\n`, result: '400 InvalidRequest' },
  ])('with $name is refused', async ({ body, result }) => {
    expect(await send(body)).toBe(result);
    expect(await stored()).toBeUndefined();
  });

  test('that is refused at its beginning may be sent to its end', async () => {
    const signed = sign('STREAMING-UNSIGNED-PAYLOAD-TRAILER', headers);
    const rest = Array.from({ length: 16 }, () => patternBytes(MEBIBYTE));
    expect(await sendRaw(signed, ['x\r\n', ...rest])).toBe('400 InvalidRequest');
  });

  test('of unknown length is refused', async () => {
    const { 'x-amz-decoded-content-length': _, ...lengthless } = headers;
    const signed = sign('STREAMING-UNSIGNED-PAYLOAD-TRAILER', lengthless);
    expect(await sendRaw(signed, [`0\r\n${trailer}`])).toBe('411 MissingContentLength');
  });
});

describe('a signed chunked body', () => {
  const chunks = ['a re', 'cord', 'ing'];
  const start = (more: Record<string, string> = {}) => {
    const kind = more['x-amz-trailer'] ? '-TRAILER' : '';
    const length = { 'x-amz-decoded-content-length': SIZE };
    return sign(`STREAMING-AWS4-HMAC-SHA256-PAYLOAD${kind}`, { ...length, ...more });
  };

  test('is taken if every chunk is signed', async () => {
    const signed = start();
    expect(await sendRaw(signed, signedChunks(signed, chunks))).toBe('200');
    expect(await stored()).toBe(BODY);
  });

  test('is taken with a signed trailer', async () => {
    const signed = start({ 'x-amz-trailer': 'x-amz-checksum-crc32' });
    const body = signedChunks(signed, chunks, `x-amz-checksum-crc32:${crc32Base64()}`);
    expect(await sendRaw(signed, body)).toBe('200');
    expect(await stored()).toBe(BODY);
  });

  test.each([
    {
      name: 'changed',
      forge: ([a = '', ...rest]: string[]) => [a.replace('a re', 'b re'), ...rest],
    },
    { name: 'moved', forge: ([a = '', b = '', ...rest]: string[]) => [b, a, ...rest] },
    { name: 'unsigned', forge: (all: string[]) => all.map(c => c.replace(/;chunk-sig\S+/, '')) },
  ])('with a chunk $name is refused', async ({ forge }) => {
    const signed = start();
    const result = await sendRaw(signed, forge(signedChunks(signed, chunks)));
    expect(result).toBe('403 SignatureDoesNotMatch');
    expect(await stored()).toBeUndefined();
  });

  test('with a changed trailer is refused', async () => {
    const signed = start({ 'x-amz-trailer': 'x-amz-checksum-crc32' });
    const body = signedChunks(signed, chunks, `x-amz-checksum-crc32:${crc32Base64()}`);
    const last = body.pop()?.replace(/signature:..../, 'signature:0000') ?? '';
    expect(await sendRaw(signed, [...body, last])).toBe('403 SignatureDoesNotMatch');
  });
});

describe('an interrupted PUT', () => {
  /** Sends a part of what it announced, then hangs up. */
  const interrupt = () =>
    new Promise<void>(resolve => {
      const headers = { 'content-length': String(8 * MEBIBYTE) };
      const signed = sign('UNSIGNED-PAYLOAD', headers);
      const sent = request(signed.url, signed.options);
      sent.on('error', () => resolve());
      sent.write(patternBytes(4 * MEBIBYTE));
      const waiting = setInterval(async () => {
        if ((await s3.draftCount()) === 0) return;
        clearInterval(waiting);
        sent.destroy(new Error('unplugged'));
      }, 5);
    });

  test('leaves what was there, and nothing of itself', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket: 'media', Key, Body: 'before' }));
    const blobs = await s3.blobCount();
    await interrupt();
    await expect.poll(s3.draftCount).toBe(0);
    expect(await s3.blobCount()).toBe(blobs);
    expect(await stored()).toBe('before');
    expect(s3.events.filter(event => event.s3.object.key === Key)).toHaveLength(1);
  });
});

describe('a client that asks before it sends', () => {
  const ask = (headers: Record<string, string>) =>
    new Promise<string>((resolve, reject) => {
      const signed = sign('UNSIGNED-PAYLOAD', { 'content-length': SIZE });
      const options = { ...signed.options.headers, expect: '100-continue', ...headers };
      const sent = request(signed.url, { method: 'PUT', headers: options });
      let told = '';
      sent.on('continue', () => {
        told = '100 ';
        sent.end(BODY);
      });
      sent.on('response', answer => {
        answer.resume();
        resolve(`${told}${answer.statusCode}`);
        sent.destroy();
      });
      sent.on('error', reject);
      sent.flushHeaders();
    });

  test('is told to go on', async () => {
    expect(await ask({})).toBe('100 200');
    expect(await stored()).toBe(BODY);
  });

  test('is spared the sending of what would be refused', async () => {
    expect(await ask({ authorization: 'rubbish' })).toBe('400');
  });
});

test('a body without a length is refused', async () => {
  expect(await sendRaw(sign('UNSIGNED-PAYLOAD', {}), [BODY])).toBe('411 MissingContentLength');
});

test('a body over 5 GiB is refused before it is sent', async () => {
  const length = String(5 * 1024 ** 3 + 1);
  const signed = sign('STREAMING-UNSIGNED-PAYLOAD-TRAILER', {
    'x-amz-decoded-content-length': length,
  });
  expect(await sendRaw(signed, [])).toBe('400 EntityTooLarge');
});

test.each([
  '<Delete><Object><Key>a</Key></Object>',
  '<Other/>',
  'no xml',
  '<Delete></Delete>',
  '<!DOCTYPE d [<!ENTITY e "x">]><Delete><Object><Key>&e;</Key></Object></Delete><',
])('the document %s is refused', async document => {
  const path = '/media?delete=';
  const payloadHash = 'UNSIGNED-PAYLOAD';
  const { endpoint } = s3.server;
  const headers = { 'content-length': String(document.length) };
  const signed = signRaw({ endpoint, path, method: 'POST', payloadHash, headers });
  expect(await sendRaw(signed, [document])).toBe('400 MalformedXML');
});

test('nothing of all this was a bug inside', () => {
  expect(s3.errors).toEqual([]);
});
