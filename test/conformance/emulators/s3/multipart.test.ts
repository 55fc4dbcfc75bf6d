import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  MEBIBYTE,
  outcome,
  patternBytes,
  readText,
  refusal,
  s3Client,
  startTestS3,
} from './support.ts';

const PART = patternBytes(5 * MEBIBYTE, 1);
const LAST = patternBytes(1000, 2);

let s3: Awaited<ReturnType<typeof startTestS3>>;
/** Sends no checksums, like a browser with presigned URLs. */
let plain: S3Client;
beforeAll(async () => {
  s3 = await startTestS3();
  plain = s3Client(s3.server.endpoint, { requestChecksumCalculation: 'WHEN_REQUIRED' });
});
afterAll(() => s3.stop());

let Key = '';
let count = 0;
beforeEach(() => {
  count += 1;
  Key = `lecture ${count}.mp4`;
});

const Bucket = 'media';

async function begin(more = {}, client = plain) {
  const command = new CreateMultipartUploadCommand({ Bucket, Key, ...more });
  const { UploadId } = await client.send(command);
  return { Bucket, Key, UploadId };
}
type Begun = Awaited<ReturnType<typeof begin>>;

async function part(upload: Begun, PartNumber: number, Body: Uint8Array): Promise<CompletedPart> {
  const { ETag } = await plain.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
  return { PartNumber, ETag };
}

const complete = (upload: Begun, Parts: CompletedPart[], more = {}, client = plain) =>
  client.send(
    new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts }, ...more }),
  );

const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes).digest();

const storedBytes = async () => {
  const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
};

describe('an upload in parts', () => {
  test('becomes one object, whatever order the parts came in', async () => {
    const upload = await begin({ ContentType: 'video/mp4', Metadata: { a: 'b' } });
    const last = await part(upload, 7, LAST);
    const [first, second] = await Promise.all([part(upload, 1, PART), part(upload, 3, PART)]);
    expect(await refusal(s3.client.send(new HeadObjectCommand({ Bucket, Key })))).toBe(
      '404 NotFound',
    );
    const { ETag } = await complete(upload, [first, second, last]);
    const etags = Buffer.concat([md5(PART), md5(PART), md5(LAST)]);
    expect(ETag).toBe(`"${md5(etags).toString('hex')}-3"`);
    expect(Buffer.concat([PART, PART, LAST]).equals(await storedBytes())).toBe(true);
    const head = await s3.client.send(new HeadObjectCommand({ Bucket, Key }));
    expect(head).toMatchObject({ ContentType: 'video/mp4', Metadata: { a: 'b' }, ETag });
  });

  test('is read in ranges across its parts', async () => {
    const upload = await begin();
    const parts = [await part(upload, 1, PART), await part(upload, 2, LAST)];
    await complete(upload, parts);
    const Range = `bytes=${PART.length - 10}-${PART.length + 9}`;
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key, Range }));
    const expected = Buffer.concat([PART.subarray(-10), LAST.subarray(0, 10)]);
    expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(expected)).toBe(true);
  });

  test('drops parts that were sent again or not listed, with their files', async () => {
    const before = await s3.blobCount();
    const upload = await begin();
    await part(upload, 1, LAST);
    const parts = [await part(upload, 1, PART), await part(upload, 2, LAST)];
    await part(upload, 3, LAST);
    await complete(upload, parts);
    expect(Buffer.concat([PART, LAST]).equals(await storedBytes())).toBe(true);
    await expect.poll(s3.blobCount).toBe(before + 2);
  });

  test('may be completed again by a client that missed the answer', async () => {
    // Reading all bytes for this checksum gives the second request time to come in between.
    const upload = await begin({ ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' });
    const command = new UploadPartCommand({ ...upload, PartNumber: 1, Body: PART });
    const { ETag } = await s3.client.send(command);
    const parts = [{ PartNumber: 1, ETag }];
    const [one, two] = await Promise.all([complete(upload, parts), complete(upload, parts)]);
    expect(two.ETag).toBe(one.ETag);
    expect((await complete(upload, parts)).ETag).toBe(one.ETag);
    const named = s3.events.filter(event => event.s3.object.key === Key.replace(' ', '+'));
    expect(named.map(event => event.eventName)).toEqual(['ObjectCreated:CompleteMultipartUpload']);
  });

  test('is read to its end, even if it is deleted meanwhile', async () => {
    const upload = await begin();
    const numbers = [1, 2, 3, 4, 5, 6];
    const parts = await Promise.all(numbers.map(number => part(upload, number, PART)));
    await complete(upload, parts);
    const before = await s3.blobCount();
    const { Body } = await s3.client.send(new GetObjectCommand({ Bucket, Key }));
    await s3.client.send(new DeleteObjectCommand({ Bucket, Key }));
    const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
    expect(Buffer.concat(numbers.map(() => PART)).equals(bytes)).toBe(true);
    await expect.poll(s3.blobCount).toBe(before - numbers.length);
  });

  test('keeps conditions until its end', async () => {
    const upload = await begin();
    const parts = [await part(upload, 1, LAST)];
    await s3.client.send(new PutObjectCommand({ Bucket, Key, Body: 'came first' }));
    const result = await refusal(complete(upload, parts, { IfNoneMatch: '*' }));
    expect(result).toBe('412 PreconditionFailed');
    expect(await readText(s3.client, Key)).toBe('came first');
  });
});

describe('completing is refused', () => {
  const otherTag = '"00000000000000000000000000000000"';

  test.each([
    {
      name: 'with a part that never came',
      claim: (sent: CompletedPart[]) => [...sent, { PartNumber: 9, ETag: otherTag }],
      result: '400 InvalidPart',
    },
    {
      name: 'with the ETag of other bytes',
      claim: ([first]: CompletedPart[]) => [{ ...first, ETag: otherTag }],
      result: '400 InvalidPart',
    },
    {
      name: 'with parts out of order',
      claim: (sent: CompletedPart[]) => sent.toReversed(),
      result: '400 InvalidPartOrder',
    },
    {
      name: 'with a part twice',
      claim: ([first = {}]: CompletedPart[]) => [first, first],
      result: '400 InvalidPartOrder',
    },
    {
      name: 'with a small part before the last',
      claim: (sent: CompletedPart[]) => [...sent].slice(0, 3),
      result: '400 EntityTooSmall',
    },
    { name: 'with no parts', claim: () => [], result: '400 MalformedXML' },
  ])('$name', async ({ claim, result }) => {
    const upload = await begin();
    const sent = [
      await part(upload, 1, PART),
      await part(upload, 2, LAST),
      await part(upload, 3, LAST),
    ];
    expect(await refusal(complete(upload, claim(sent)))).toBe(result);
    // Nothing is lost: the client may put it right.
    expect(await refusal(complete(upload, sent.slice(0, 2)))).toBe('accepted');
  });

  test('with a size that the parts have not', async () => {
    const upload = await begin();
    const parts = [await part(upload, 1, LAST)];
    const wrong = complete(upload, parts, { MpuObjectSize: 999 });
    expect(await refusal(wrong)).toBe('400 InvalidRequest');
  });
});

describe('aborting', () => {
  test('removes the parts; nothing can be done with the upload afterwards', async () => {
    const before = await s3.blobCount();
    const upload = await begin();
    const parts = [await part(upload, 1, PART)];
    await plain.send(new AbortMultipartUploadCommand(upload));
    await expect.poll(s3.blobCount).toBe(before);
    const results = await Promise.all([
      refusal(part(upload, 2, LAST)),
      refusal(complete(upload, parts)),
      refusal(plain.send(new ListPartsCommand(upload))),
      refusal(plain.send(new AbortMultipartUploadCommand(upload))),
    ]);
    expect(results).toEqual(results.map(() => '404 NoSuchUpload'));
    await expect.poll(s3.blobCount).toBe(before);
  });

  test('in the middle of a part leaves nothing of it', async () => {
    const before = await s3.blobCount();
    const upload = await begin();
    const sending = refusal(part(upload, 1, patternBytes(64 * MEBIBYTE)));
    await expect.poll(s3.draftCount).toBe(1);
    await plain.send(new AbortMultipartUploadCommand(upload));
    expect(await sending).toBe('404 NoSuchUpload');
    await expect.poll(s3.blobCount).toBe(before);
    expect(await s3.draftCount()).toBe(0);
  });
});

describe('an unknown upload', () => {
  test.each([
    { name: 'id', more: { UploadId: 'none' } },
    { name: 'key', more: { Key: 'another key' } },
  ])('by its $name is refused', async ({ more }) => {
    const upload = { ...(await begin()), ...more };
    expect(await refusal(part(upload, 1, LAST))).toBe('404 NoSuchUpload');
    expect(await refusal(complete(upload, [{ PartNumber: 1, ETag: 'x' }]))).toBe(
      '404 NoSuchUpload',
    );
  });

  test.each([0, 10_001])('part number %i is refused', async number => {
    const upload = await begin();
    expect(await refusal(part(upload, number, LAST))).toBe('400 InvalidArgument');
  });
});

describe('a listing', () => {
  test('of parts says what arrived, in pages', async () => {
    const upload = await begin();
    const numbers = [1, 2, 5, 10_000];
    for (const number of numbers) await part(upload, number, LAST);
    const page = await plain.send(new ListPartsCommand({ ...upload, MaxParts: 3 }));
    expect(page).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '5' });
    expect(page.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 1000],
      [2, 1000],
      [5, 1000],
    ]);
    const PartNumberMarker = page.NextPartNumberMarker;
    const rest = await plain.send(new ListPartsCommand({ ...upload, PartNumberMarker }));
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([10_000]);
    expect(rest.IsTruncated).toBe(false);
  });
});

describe('a part copied from an object', () => {
  test('is its bytes, whole or a range, with no byte written', async () => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: PART }));
    const before = await s3.blobCount();
    const upload = await begin();
    const copy = async (PartNumber: number, more = {}) => {
      const input = { ...upload, PartNumber, CopySource: 'media/source', ...more };
      const { CopyPartResult } = await plain.send(new UploadPartCopyCommand(input));
      return { PartNumber, ETag: CopyPartResult?.ETag };
    };
    const parts = [await copy(1), await copy(2, { CopySourceRange: 'bytes=100-1099' })];
    expect(parts[1]?.ETag).toBe(`"${md5(PART.subarray(100, 1100)).toString('hex')}"`);
    await complete(upload, parts);
    expect(await s3.blobCount()).toBe(before);
    expect(Buffer.concat([PART, PART.subarray(100, 1100)]).equals(await storedBytes())).toBe(true);
  });

  test.each(['bytes=0-5242880', 'bytes=5-1', 'bytes=-5'])('has no range %s', async range => {
    await s3.client.send(new PutObjectCommand({ Bucket, Key: 'source', Body: PART }));
    const upload = await begin();
    const input = { ...upload, PartNumber: 1, CopySource: 'media/source', CopySourceRange: range };
    expect(await refusal(plain.send(new UploadPartCopyCommand(input)))).toBe('400 InvalidArgument');
  });
});

describe('checksums of parts', () => {
  test.each(['CRC32', 'CRC32C', 'SHA1', 'SHA256'] as const)(
    '%s goes through a managed upload to a composite one',
    async ChecksumAlgorithm => {
      const Body = patternBytes(11 * MEBIBYTE);
      const params = { Bucket, Key, Body, ChecksumAlgorithm };
      const done = await new Upload({ client: s3.client, params }).done();
      expect(done[`Checksum${ChecksumAlgorithm}`]).toMatch(/-3$/);
      expect(Body.equals(await storedBytes())).toBe(true);
    },
  );

  test('CRC32 of the full object is that of its bytes', async () => {
    const more = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' };
    const upload = await begin(more, s3.client);
    const command = new UploadPartCommand({ ...upload, PartNumber: 1, Body: Buffer.from('hello') });
    const sent = await s3.client.send(command);
    const parts = [{ PartNumber: 1, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 }];
    const wrong = complete(upload, parts, { ChecksumCRC32: 'AAAAAA==' }, s3.client);
    expect(await refusal(wrong)).toBe('400 BadDigest');
    const done = await complete(upload, parts, {}, s3.client);
    expect(done).toMatchObject({ ChecksumCRC32: 'NhCmhg==', ChecksumType: 'FULL_OBJECT' });
  });

  test('must be sent if they were announced, as on AWS', async () => {
    const upload = await begin({ ChecksumAlgorithm: 'CRC32' });
    expect(await refusal(part(upload, 1, LAST))).toBe('400 InvalidRequest');
    const command = new UploadPartCommand({ ...upload, PartNumber: 1, Body: LAST });
    const { ETag } = await s3.client.send(command);
    const withoutChecksum = complete(upload, [{ PartNumber: 1, ETag }]);
    expect(await refusal(withoutChecksum)).toBe('400 InvalidRequest');
  });
});

test('a browser sends parts by presigned URLs', async () => {
  const upload = await begin();
  const url = await getSignedUrl(plain, new UploadPartCommand({ ...upload, PartNumber: 1 }));
  const response = await fetch(url, { method: 'PUT', body: LAST });
  const ETag = response.headers.get('etag') ?? '';
  expect(ETag).toBe(`"${md5(LAST).toString('hex')}"`);
  const other = url.replace('partNumber=1', 'partNumber=2');
  expect(await outcome(await fetch(other, { method: 'PUT', body: LAST }))).toBe(
    '403 SignatureDoesNotMatch',
  );
  await complete(upload, [{ PartNumber: 1, ETag }]);
  expect(LAST.equals(await storedBytes())).toBe(true);
});

test('nothing of all this was a bug inside', () => {
  expect(s3.errors).toEqual([]);
});
