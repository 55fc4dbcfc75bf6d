import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { s3Client, startTestS3 } from './support.ts';

let s3: Awaited<ReturnType<typeof startTestS3>>;
let client: S3Client;
beforeAll(async () => {
  s3 = await startTestS3();
  client = s3Client(s3.server.endpoint);
});
afterAll(() => s3.stop());

const Bucket = 'media';
const begin = async (Key: string) => {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  return { Bucket, Key, UploadId };
};
const list = async (more: object) => {
  const answer = await client.send(new ListMultipartUploadsCommand({ Bucket, ...more }));
  return { ...answer, ids: (answer.Uploads ?? []).map(({ UploadId }) => UploadId) };
};

test('uploads that are under way are listed by key, and others are not', async () => {
  const [later, first] = [await begin('lists/b & c.mp4'), await begin('lists/a.mp4')];
  const [joined, gone] = [await begin('lists/joined.mp4'), await begin('lists/gone.mp4')];
  await begin('elsewhere/a.mp4');
  const { ETag } = await client.send(
    new UploadPartCommand({ ...joined, PartNumber: 1, Body: 'bytes' }),
  );
  const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
  await client.send(new CompleteMultipartUploadCommand({ ...joined, MultipartUpload }));
  await client.send(new AbortMultipartUploadCommand(gone));
  const { Uploads = [], IsTruncated } = await list({ Prefix: 'lists/' });
  expect(Uploads.map(({ Key, UploadId }) => ({ Key, UploadId }))).toEqual([
    { Key: 'lists/a.mp4', UploadId: first.UploadId },
    { Key: 'lists/b & c.mp4', UploadId: later.UploadId },
  ]);
  expect(Uploads[0]?.Initiated).toBeInstanceOf(Date);
  expect(IsTruncated).toBe(false);
});

test('a long list comes in pages, also within one key', async () => {
  for (const key of ['a', 'b', 'b', 'b', 'c']) await begin(`pages/${key}`);
  const seen: (string | undefined)[] = [];
  let marker = {};
  for (;;) {
    const page = await list({ Prefix: 'pages/', MaxUploads: 2, ...marker });
    seen.push(...page.ids);
    if (!page.IsTruncated) break;
    marker = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
  }
  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
});
