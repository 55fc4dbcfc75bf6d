import { createHash, type Hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChildServer, startChildServer } from './child-server.ts';
import { MEBIBYTE, patternBytes, s3Client, temporaryFolder } from './support.ts';

const SIZE_MIB = 2048;
const MAX_MEMORY_MIB = 300;

let dataDir: string;
let child: ChildServer;
beforeAll(async () => {
  dataDir = await temporaryFolder();
  child = await startChildServer(dataDir);
});
afterAll(async () => {
  await child.kill();
  await rm(dataDir, { recursive: true, force: true });
});

/** 2 GiB, made and hashed as they are read; no two mebibytes are the same. */
async function* lecture(hash: Hash) {
  const pattern = patternBytes(MEBIBYTE);
  for (let index = 0; index < SIZE_MIB; index += 1) {
    const piece = Buffer.from(pattern);
    piece.writeUInt32BE(index, index);
    hash.update(piece);
    yield piece;
  }
}

/** The checksums of the client would double its own work; the server's hashes are always on. */
const sender = () => s3Client(child.endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });

const SENDING = {
  'in one request': async (Key: string, content: Readable) => {
    const object = { Bucket: 'media', Key, ContentLength: SIZE_MIB * MEBIBYTE };
    await sender().send(new PutObjectCommand({ ...object, Body: content }));
  },
  'in parts': async (Key: string, content: Readable) => {
    const params = { Bucket: 'media', Key, Body: content };
    const sizes = { partSize: 32 * MEBIBYTE, queueSize: 3 };
    await new Upload({ client: sender(), params, ...sizes }).done();
  },
};

test.each(Object.entries(SENDING))('2 GiB %s go in and out in little memory', async (Key, send) => {
  const [sent, received] = [createHash('sha256'), createHash('sha256')];
  await send(Key, Readable.from(lecture(sent)));
  const { Body, ContentLength } = await child.client.send(
    new GetObjectCommand({ Bucket: 'media', Key }),
  );
  expect(ContentLength).toBe(SIZE_MIB * MEBIBYTE);
  for await (const piece of Body as Readable) received.update(piece);
  expect(received.digest('hex')).toBe(sent.digest('hex'));
  await child.client.send(new DeleteObjectCommand({ Bucket: 'media', Key }));
  expect(await child.peakMemoryMiB()).toBeLessThan(MAX_MEMORY_MIB);
});
