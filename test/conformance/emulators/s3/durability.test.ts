import { createHash } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type S3ObjectEvent, startS3Server } from '#local/emulators/s3/server.ts';
import { type ChildServer, startChildServer } from './child-server.ts';
import {
  authority,
  MEBIBYTE,
  patternBytes,
  readText,
  refusal,
  startTestS3,
  temporaryFolder,
} from './support.ts';

const Bucket = 'media';
let dataDir: string;
let child: ChildServer | undefined;

beforeEach(async () => {
  dataDir = await temporaryFolder();
});
afterEach(async () => {
  await child?.kill();
  child = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** Kills the server that runs, if any, and starts the next on the same folder. */
async function restart(options?: { deliver: boolean }) {
  await child?.kill();
  child = await startChildServer(dataDir, options);
  return child;
}

const put = (client: S3Client, Key: string, Body: string | Uint8Array, more = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

async function listKeys(client: S3Client) {
  const keys: string[] = [];
  for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
    keys.push(...(page.Contents ?? []).map(({ Key }) => `${Key}`));
  }
  return keys;
}

const filesIn = (folder: string) => readdir(join(dataDir, folder));

test('everything is there after a stop and a start', async () => {
  const first = await startS3Server({ dataDir, authority, region: 'eu-central-1' });
  first.createBucket('media', { cors: [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }] });
  await first.stop();
  const { client } = await restart();
  const facts = { ContentType: 'text/plain', Metadata: { a: 'b' } };
  await put(client, 'ключ', 'text', facts);
  const next = await restart();
  const object = { Bucket, Key: 'ключ' };
  const got = await next.client.send(new GetObjectCommand(object));
  expect(got).toMatchObject({ ContentType: 'text/plain', Metadata: { a: 'b' } });
  expect(await got.Body?.transformToString()).toBe('text');
  const headers = { origin: 'https://any.example', 'access-control-request-method': 'GET' };
  const preflight = await fetch(`${next.endpoint}/media/x`, { method: 'OPTIONS', headers });
  expect(preflight.status).toBe(200);
});

describe('kill -9', () => {
  test('under load loses nothing that was acknowledged and shows nothing that is half', async () => {
    const { client, kill } = await restart();
    const acknowledged = new Map<string, string>();
    let stopped = false;
    async function writer(name: number) {
      for (let index = 0; !stopped; index += 1) {
        // A few keys are written again and again, others once; small, and larger than one write.
        const Key = index % 3 ? `w${name}/${index}` : `w${name}/again`;
        const Body = patternBytes(index % 5 ? 2000 : 3 * MEBIBYTE, name * 10_000 + index);
        const { ETag } = await put(client, Key, Body);
        acknowledged.set(Key, `${ETag}`);
      }
    }
    const writers = [1, 2, 3, 4, 5, 6].map(name => writer(name).catch(() => {}));
    await expect.poll(() => acknowledged.size, { timeout: 20_000 }).toBeGreaterThan(80);
    await kill();
    stopped = true;
    await Promise.all(writers);

    const next = await restart();
    const keys = await listKeys(next.client);
    expect([...acknowledged.keys()].filter(key => !keys.includes(key))).toEqual([]);
    for (const Key of keys) {
      const { Body, ETag } = await next.client.send(new GetObjectCommand({ Bucket, Key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      expect(`"${createHash('md5').update(bytes).digest('hex')}"`).toBe(ETag);
      // One more write than the last acknowledged one may have got through, only to `again`.
      if (!Key.endsWith('again')) expect(ETag).toBe(acknowledged.get(Key) ?? ETag);
    }
    expect(await filesIn('tmp')).toEqual([]);
    expect(await filesIn('blobs')).toHaveLength(keys.length);
  });

  test('in the middle of a PUT leaves the object that was there', async () => {
    const { client, kill } = await restart();
    await put(client, 'kept', 'before');
    const interrupted = refusal(put(client, 'kept', patternBytes(64 * MEBIBYTE)));
    await expect.poll(async () => (await filesIn('tmp')).length).toBe(1);
    await kill();
    expect(await interrupted).not.toBe('accepted');
    const next = await restart();
    expect(await readText(next.client, 'kept')).toBe('before');
    expect(await filesIn('tmp')).toEqual([]);
    expect(await filesIn('blobs')).toHaveLength(1);
  });

  test('in the middle of an upload in parts keeps the parts that arrived', async () => {
    const object = { Bucket, Key: 'long' };
    const parts = [patternBytes(5 * MEBIBYTE, 1), patternBytes(5 * MEBIBYTE, 2)] as const;
    const first = await restart();
    const { UploadId } = await first.client.send(new CreateMultipartUploadCommand(object));
    const upload = { ...object, UploadId };
    const send = (client: S3Client, PartNumber: number, Body: Uint8Array) =>
      client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
    await send(first.client, 1, parts[0]);
    const interrupted = refusal(send(first.client, 2, patternBytes(64 * MEBIBYTE)));
    await expect.poll(async () => (await filesIn('tmp')).length).toBe(1);
    await first.kill();
    await interrupted;

    const { client } = await restart();
    const arrived = await client.send(new ListPartsCommand(upload));
    expect(arrived.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([1]);
    await send(client, 2, parts[1]);
    const listed = await client.send(new ListPartsCommand(upload));
    const Parts = listed.Parts?.map(({ PartNumber, ETag }) => ({ PartNumber, ETag }));
    const completing = new CompleteMultipartUploadCommand({
      ...upload,
      MultipartUpload: { Parts },
    });
    const { ETag } = await client.send(completing);
    const next = await restart();
    expect((await next.client.send(completing)).ETag).toBe(ETag);
    const { Body } = await next.client.send(new GetObjectCommand(object));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  });

  test('loses no event: what was not delivered is delivered by the next process', async () => {
    const { client } = await restart({ deliver: false });
    await put(client, 'a b/ü', 'one');
    await client.send(
      new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: 'media/a%20b/%C3%BC' }),
    );
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'copy' }));
    await client.send(new DeleteObjectCommand({ Bucket, Key: 'never there' }));
    const second = await restart();
    await expect.poll(second.events).toHaveLength(3);
    const summary = (await second.events()).map(({ eventName, s3 }) => [eventName, s3.object.key]);
    expect(summary).toEqual([
      ['ObjectCreated:Put', 'a+b/%C3%BC'],
      ['ObjectCreated:Copy', 'copy'],
      ['ObjectRemoved:Delete', 'copy'],
    ]);
    const third = await restart();
    await put(third.client, 'last', 'x');
    await expect.poll(third.events).toHaveLength(4);
    const order = (await third.events()).map(event => event.s3.object.sequencer);
    expect(order).toEqual([...new Set(order)].sort());
  });
});

describe('an event', () => {
  test('is as AWS would tell it', async () => {
    const s3 = await startTestS3({ dataDir });
    const { ETag, $metadata } = await put(s3.client, 'inbox/Лекция 1+2.mp4', 'video');
    await expect.poll(() => s3.events).toHaveLength(1);
    expect(s3.events[0]).toEqual({
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'eu-central-1',
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'local' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: {
        'x-amz-request-id': $metadata.requestId,
        'x-amz-id-2': $metadata.extendedRequestId,
      },
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'local',
        bucket: {
          name: 'media',
          ownerIdentity: { principalId: 'local' },
          arn: 'arn:aws:s3:::media',
        },
        object: {
          key: 'inbox/%D0%9B%D0%B5%D0%BA%D1%86%D0%B8%D1%8F+1%2B2.mp4',
          size: 5,
          eTag: ETag?.replaceAll('"', ''),
          sequencer: '0000000000000001',
        },
      },
    });
    await s3.stop();
  });

  test('is told again until it is taken, and others do not wait for it', async () => {
    const heard: string[] = [];
    const onObjectEvent = async (event: S3ObjectEvent) => {
      const { key } = event.s3.object;
      heard.push(key);
      if (key === 'stubborn' && heard.filter(other => other === key).length < 3) throw new Error();
    };
    const s3 = await startTestS3({ dataDir, onObjectEvent });
    await put(s3.client, 'stubborn', 'x');
    await put(s3.client, 'easy', 'x');
    await expect.poll(() => heard.length, { timeout: 5000 }).toBe(4);
    expect(heard.slice(0, 2)).toEqual(['stubborn', 'easy']);
    expect(heard.slice(2)).toEqual(['stubborn', 'stubborn']);
    await s3.stop();
  });
});

test('files that no row mentions are swept at the start', async () => {
  const first = await restart();
  await put(first.client, 'kept', 'text');
  await first.kill();
  await writeFile(join(dataDir, 'blobs', 'stray'), 'x');
  await writeFile(join(dataDir, 'tmp', 'draft'), 'x');
  const next = await restart();
  expect(await filesIn('blobs')).toHaveLength(1);
  expect(await filesIn('tmp')).toEqual([]);
  expect(await readText(next.client, 'kept')).toBe('text');
});

test('a second server on the same folder is refused and harms nothing', async () => {
  const { client } = await restart();
  await put(client, 'kept', 'text');
  await expect(startS3Server({ dataDir, authority })).rejects.toThrow(/locked/);
  await put(client, 'more', 'text');
  expect(await readText(client, 'kept')).toBe('text');
});
