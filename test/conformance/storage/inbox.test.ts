import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { s3Inbox } from '../../../src/adapters/s3/inbox.ts';
import { originalKey } from '../../../src/recordings/object-keys.ts';
import { inboxContract } from '../../contract/inbox.contract.ts';
import { bucketOfFile, textOf } from '../../support/bucket.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';

const bucket = bucketOfFile();

inboxContract('the inbox in S3', () => ({
  inbox: s3Inbox(bucket()),
  drop: async (Key, Body) => {
    const { s3, bucket: Bucket } = bucket();
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  },
  read: key => textOf(bucket(), key),
}));

const MEBIBYTE = 1024 ** 2;
const PARTS = { fromBytes: 5 * MEBIBYTE, plan: { partBytes: 5 * MEBIBYTE, parallel: 2 } };

/** Counts the parts that are copied, and lets those fail that it is told to. */
function watchParts(client: S3Client) {
  const copied: number[] = [];
  const failing = new Set<number>();
  client.middlewareStack.add(
    (next, { commandName }) =>
      async call => {
        if (commandName !== 'UploadPartCopyCommand') return next(call);
        const { PartNumber } = call.input as { PartNumber: number };
        if (failing.has(PartNumber)) throw new Error(`Part ${PartNumber} on purpose`);
        const answer = await next(call);
        copied.push(PartNumber);
        return answer;
      },
    { step: 'initialize', name: 'watchParts', override: true },
  );
  return { copied, failing };
}

function largeDrop(letter = 'a') {
  const workspaceId = newWorkspaceId();
  const dropKey = `inbox/${workspaceId}/lecture.mp4`;
  const key = originalKey(sampleRecording({ workspaceId }));
  const { s3, bucket: Bucket } = bucket();
  const inbox = s3Inbox(bucket(), PARTS);
  const drop = async (text = letter) => {
    const Body = text.repeat(17 * MEBIBYTE);
    await s3.send(new PutObjectCommand({ Bucket, Key: dropKey, Body }));
    return Body;
  };
  const moveIn = async () => {
    const dropped = await inbox.find(workspaceId, dropKey);
    if (dropped) await inbox.moveIn(workspaceId, dropped, key);
  };
  return { drop, moveIn, read: () => textOf(bucket(), key), watched: watchParts(s3) };
}

test('a large drop goes on from the parts that a call before it has copied', async () => {
  const { drop, moveIn, read, watched } = largeDrop();
  const body = await drop();
  watched.failing.add(3);
  await expect(moveIn()).rejects.toThrow('Part 3 on purpose');
  const before = new Set(watched.copied);
  expect(before.has(1)).toBe(true);
  watched.copied.length = 0;
  watched.failing.clear();
  await moveIn();
  // The first one is copied again, to see that the drop is still the same.
  expect(watched.copied.filter(part => part !== 1 && before.has(part))).toEqual([]);
  expect(watched.copied).toContain(3);
  expect((await read()) === body).toBe(true);
});

test('a drop that was replaced half-way is copied whole', async () => {
  const { drop, moveIn, read, watched } = largeDrop();
  await drop('a');
  watched.failing.add(4);
  await expect(moveIn()).rejects.toThrow('Part 4 on purpose');
  const body = await drop('b');
  watched.failing.clear();
  await moveIn();
  expect((await read()) === body).toBe(true);
});

test('two calls for one large drop make one original', async () => {
  const { drop, moveIn, read } = largeDrop();
  const body = await drop();
  const answers = await Promise.allSettled([moveIn(), moveIn()]);
  expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
  await moveIn();
  expect((await read()) === body).toBe(true);
});
