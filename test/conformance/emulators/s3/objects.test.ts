import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MEBIBYTE, patternBytes, readText, refusal, startTestS3 } from './support.ts';

let s3: Awaited<ReturnType<typeof startTestS3>>;
beforeAll(async () => {
  s3 = await startTestS3();
});
afterAll(() => s3.stop());

const Bucket = 'media';
const put = (Key: string, Body: string | Uint8Array = 'body', more = {}) =>
  s3.client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = (Key: string, more = {}) =>
  s3.client.send(new GetObjectCommand({ Bucket, Key, ...more }));
const head = (Key: string, more = {}) =>
  s3.client.send(new HeadObjectCommand({ Bucket, Key, ...more }));

describe('an object', () => {
  test.each([
    { name: 'empty', size: 0 },
    { name: 'of one byte', size: 1 },
    { name: 'of more than one write', size: 3 * MEBIBYTE + 17 },
    { name: 'larger than other servers take at once', size: 12 * MEBIBYTE },
  ])('$name comes back as it went in', async ({ size }) => {
    const bytes = patternBytes(size);
    const { ETag } = await put(`size-${size}`, bytes);
    expect(ETag).toBe(`"${createHash('md5').update(bytes).digest('hex')}"`);
    const { Body, ContentLength } = await get(`size-${size}`);
    expect(ContentLength).toBe(size);
    expect(bytes.equals((await Body?.transformToByteArray()) ?? bytes.subarray(1))).toBe(true);
  });

  test('of a stream comes back without the framing of its upload', async () => {
    const pieces = [patternBytes(100_000, 1), patternBytes(33, 2), patternBytes(70_000, 3)];
    const Body = Readable.from(pieces);
    const ContentLength = 170_033;
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'stream', Body, ContentLength }));
    const stored = await (await get('stream')).Body?.transformToByteArray();
    expect(Buffer.concat(pieces).equals(stored ?? Buffer.alloc(0))).toBe(true);
    expect((await head('stream')).ContentEncoding).toBeUndefined();
  });

  test('keeps its headers and metadata', async () => {
    const facts = {
      ContentType: 'video/mp4',
      ContentDisposition: "attachment; filename*=UTF-8''%D0%9B.mp4",
      CacheControl: 'max-age=60',
      ContentLanguage: 'ru',
      ContentEncoding: 'gzip',
      Metadata: { recording: 'rec_1', note: 'a b' },
    };
    await put('described', 'x', facts);
    expect(await head('described')).toMatchObject({ ...facts, ContentLength: 1 });
    const { LastModified, AcceptRanges } = await get('described');
    expect(Math.abs(Date.now() - Number(LastModified))).toBeLessThan(5000);
    expect(AcceptRanges).toBe('bytes');
  });

  test('is replaced as a whole, and its old file is gone', async () => {
    await put('replaced', 'old', { ContentType: 'text/old' });
    const before = await s3.blobCount();
    await put('replaced', 'new');
    expect(await readText(s3.client, 'replaced')).toBe('new');
    expect((await head('replaced')).ContentType).not.toBe('text/old');
    await expect.poll(s3.blobCount).toBe(before);
  });

  test('that is replaced while it is read is read to its end', async () => {
    const bytes = patternBytes(8 * MEBIBYTE);
    await put('busy', bytes);
    const { Body } = await get('busy');
    await put('busy', 'new');
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'busy' }));
    expect(bytes.equals((await Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
  });

  test('whose reader goes away is freed, and that is no bug', async () => {
    await put('abandoned', patternBytes(16 * MEBIBYTE));
    const before = await s3.blobCount();
    const { Body } = await get('abandoned');
    (Body as Readable).destroy();
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'abandoned' }));
    await expect.poll(s3.blobCount).toBe(before - 1);
    expect(s3.errors).toEqual([]);
  });

  test('cannot be had where it is not', async () => {
    expect(await refusal(get('nowhere'))).toBe('404 NoSuchKey');
    expect(await refusal(head('nowhere'))).toBe('404 NotFound');
    const elsewhere = new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'k' });
    expect(await refusal(s3.client.send(elsewhere))).toBe('404 NoSuchBucket');
  });

  test('has a key of 1024 bytes at most', async () => {
    expect(await refusal(put('ж'.repeat(512)))).toBe('accepted');
    expect(await refusal(put(`${'ж'.repeat(512)}x`))).toBe('400 KeyTooLongError');
  });
});

describe('a key', () => {
  test.each([
    'with space and+plus',
    'Лекция 1: «Введение».mp4',
    'emoji 🎬/クラス',
    `quotes ' " and <tags> & more`,
    'percent %20 % %2F',
    'question?x=1#hash',
    'a//b/./../c',
    '/leading/slash',
    'trailing/slash/',
    "sub!delims$&'()*,;=:@",
    'tilde~and[brackets]|{braces}^`\\',
  ])('%s names its own object', async key => {
    await put(key, key);
    expect(await readText(s3.client, key)).toBe(key);
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: key }));
    expect(await refusal(head(key))).toBe('404 NotFound');
  });
});

describe('a range', () => {
  const bytes = patternBytes(1000);
  beforeAll(() => put('ranged', bytes));

  test.each([
    { range: 'bytes=0-0', start: 0, end: 1 },
    { range: 'bytes=10-19', start: 10, end: 20 },
    { range: 'bytes=990-', start: 990, end: 1000 },
    { range: 'bytes=-7', start: 993, end: 1000 },
    { range: 'bytes=-5000', start: 0, end: 1000 },
    { range: 'bytes=900-5000', start: 900, end: 1000 },
  ])('$range is bytes $start to $end', async ({ range, start, end }) => {
    const answer = await get('ranged', { Range: range });
    expect(answer.$metadata.httpStatusCode).toBe(206);
    expect(answer.ContentRange).toBe(`bytes ${start}-${end - 1}/1000`);
    const received = await answer.Body?.transformToByteArray();
    expect(bytes.subarray(start, end).equals(received ?? bytes)).toBe(true);
  });

  test.each(['bytes=1000-', 'bytes=2000-3000', 'bytes=-0'])('%s is refused', async range => {
    expect(await refusal(get('ranged', { Range: range }))).toBe('416 InvalidRange');
  });

  test.each(['bytes=20-10', 'bytes=a-b', 'lines=1-2'])('%s is the whole', async range => {
    const answer = await get('ranged', { Range: range });
    expect(answer.$metadata.httpStatusCode).toBe(200);
    expect(answer.ContentLength).toBe(1000);
  });
});

describe('a condition', () => {
  test('on a read answers 304 or 412', async () => {
    const { ETag } = await put('conditional');
    const [past, future] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    const results = await Promise.all(
      [
        { IfNoneMatch: ETag },
        { IfNoneMatch: '"other"' },
        { IfMatch: ETag },
        { IfMatch: '"other"' },
        { IfModifiedSince: future },
        { IfModifiedSince: past },
        { IfUnmodifiedSince: past },
        { IfUnmodifiedSince: future },
        { IfMatch: ETag, IfUnmodifiedSince: past },
      ].map(condition => refusal(get('conditional', condition))),
    );
    expect(results).toEqual([
      '304 Unknown',
      'accepted',
      'accepted',
      '412 PreconditionFailed',
      '304 Unknown',
      'accepted',
      '412 PreconditionFailed',
      'accepted',
      'accepted',
    ]);
  });

  test('on a write refuses to replace, or to replace another version', async () => {
    const { ETag } = await put('once', 'first', { IfNoneMatch: '*' });
    const before = await s3.blobCount();
    expect(await refusal(put('once', 'second', { IfNoneMatch: '*' }))).toBe(
      '412 PreconditionFailed',
    );
    expect(await refusal(put('once', 'second', { IfMatch: '"0"' }))).toBe('412 PreconditionFailed');
    expect(await refusal(put('never', 'second', { IfMatch: ETag }))).toBe('404 NoSuchKey');
    expect(await readText(s3.client, 'once')).toBe('first');
    await expect.poll(s3.blobCount).toBe(before);
    expect(await refusal(put('once', 'second', { IfMatch: ETag }))).toBe('accepted');
    expect(await readText(s3.client, 'once')).toBe('second');
  });

  test('lets one of twenty racing writers win', async () => {
    const racers = Array.from({ length: 20 }, (_, index) =>
      refusal(put('race', `writer ${index}`, { IfNoneMatch: '*' })),
    );
    const results = await Promise.all(racers);
    expect(results.filter(result => result === 'accepted')).toHaveLength(1);
    expect(await readText(s3.client, 'race')).toBe(`writer ${results.indexOf('accepted')}`);
  });
});

describe('deleting', () => {
  test('can be bound to a version', async () => {
    const { ETag } = await put('versioned');
    const remove = (IfMatch: string | undefined) =>
      refusal(s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'versioned', IfMatch })));
    expect(await remove('"other"')).toBe('412 PreconditionFailed');
    expect(await remove(ETag)).toBe('accepted');
    expect(await refusal(head('versioned'))).toBe('404 NotFound');
  });

  test('removes the object and its file, and twice is no error', async () => {
    await put('doomed', patternBytes(100));
    const before = await s3.blobCount();
    const command = new DeleteObjectCommand({ Bucket, Key: 'doomed' });
    expect((await s3.client.send(command)).$metadata.httpStatusCode).toBe(204);
    expect((await s3.client.send(command)).$metadata.httpStatusCode).toBe(204);
    expect(await refusal(get('doomed'))).toBe('404 NoSuchKey');
    await expect.poll(s3.blobCount).toBe(before - 1);
  });

  test('takes many keys at once, also strange ones', async () => {
    const keys = ['many/1', 'many/ä&<b>', 'many/not there', 'many/ 2 '];
    for (const key of [keys[0], keys[1], keys[3]]) await put(key ?? '');
    const Objects = keys.map(Key => ({ Key }));
    const answer = await s3.client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(answer.Deleted?.map(deleted => deleted.Key)).toEqual(keys);
    expect(await Promise.all(keys.map(key => refusal(head(key))))).toEqual(
      keys.map(() => '404 NotFound'),
    );
  });
});

describe('a copy', () => {
  test('shares the bytes of its source and outlives it', async () => {
    const bytes = patternBytes(2 * MEBIBYTE);
    const source = await put('source ü', bytes, { ContentType: 'video/mp4', Metadata: { a: '1' } });
    const before = await s3.blobCount();
    const CopySource = `media/${encodeURIComponent('source ü')}`;
    const copy = await s3.client.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
    expect(copy.CopyObjectResult?.ETag).toBe(source.ETag);
    expect(await s3.blobCount()).toBe(before);
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key: 'source ü' }));
    const answer = await get('copy');
    expect(answer).toMatchObject({ ContentType: 'video/mp4', Metadata: { a: '1' } });
    expect(bytes.equals((await answer.Body?.transformToByteArray()) ?? Buffer.alloc(0))).toBe(true);
  });

  test('may have metadata of its own, also over itself', async () => {
    await put('self', 'x', { Metadata: { a: '1' } });
    const same = { Bucket, Key: 'self', CopySource: '/media/self' };
    expect(await refusal(s3.client.send(new CopyObjectCommand(same)))).toBe('400 InvalidRequest');
    const MetadataDirective = 'REPLACE' as const;
    const replacing = { ...same, MetadataDirective, Metadata: { b: '2' }, ContentType: 'text/css' };
    await s3.client.send(new CopyObjectCommand(replacing));
    expect(await head('self')).toMatchObject({ Metadata: { b: '2' }, ContentType: 'text/css' });
    expect(await readText(s3.client, 'self')).toBe('x');
  });

  test.each([
    { name: 'of nothing', more: { CopySource: 'media/none' }, result: '404 NoSuchKey' },
    { name: 'from no bucket', more: { CopySource: 'none-such/x' }, result: '404 NoSuchBucket' },
    { name: 'of a key alone', more: { CopySource: 'media' }, result: '400 InvalidArgument' },
    {
      name: 'of another version',
      more: { CopySourceIfMatch: '"other"' },
      result: '412 PreconditionFailed',
    },
    { name: 'over something', more: { IfNoneMatch: '*' }, result: '412 PreconditionFailed' },
  ])('$name is refused with $result', async ({ more, result }) => {
    await put('copy-from');
    await put('copy-to');
    const input = { Bucket, Key: 'copy-to', CopySource: 'media/copy-from', ...more };
    expect(await refusal(s3.client.send(new CopyObjectCommand(input)))).toBe(result);
  });
});

test('what is not implemented says so and changes nothing', async () => {
  await put('kept', 'content');
  const acl = new PutObjectAclCommand({ Bucket, Key: 'kept', ACL: 'public-read' });
  expect(await refusal(s3.client.send(acl))).toBe('501 NotImplemented');
  const reading = new GetObjectAclCommand({ Bucket, Key: 'kept' });
  expect(await refusal(s3.client.send(reading))).toBe('501 NotImplemented');
  expect(await refusal(put('kept', 'tagged', { Tagging: 'a=1' }))).toBe('501 NotImplemented');
  expect(await readText(s3.client, 'kept')).toBe('content');
});

describe('a bucket', () => {
  test('is made from code alone, with a name that AWS would take, and listed', async () => {
    s3.server.createBucket('second');
    const { Buckets } = await s3.client.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toEqual(['media', 'second']);
    expect(() => s3.server.createBucket('no')).toThrow();
    expect(() => s3.server.createBucket('Bad_Name')).toThrow();
    const asking = new CreateBucketCommand({ Bucket: 'third' });
    expect(await refusal(s3.client.send(asking))).toBe('501 NotImplemented');
  });

  test('is made again from code without losing what is in it', async () => {
    await put('survivor', 'here');
    s3.server.createBucket('media');
    expect(await readText(s3.client, 'survivor')).toBe('here');
  });
});

test('nothing of all this was a bug inside', () => {
  expect(s3.errors).toEqual([]);
});
