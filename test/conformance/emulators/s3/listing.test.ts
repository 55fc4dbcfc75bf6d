import {
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  PutObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byBytes, refusal, startTestS3 } from './support.ts';

const NUMBERED = Array.from(
  { length: 1005 },
  (_, index) => `many/${String(index).padStart(4, '0')}`,
);
const FOLDERS = [
  'a/1',
  'a/2',
  'a/b/1',
  'a/b/2',
  'a/c/1',
  'a-z',
  'aa',
  'b',
  'ñ/ü',
  '文/1',
  '🎬/1',
  '\uffee',
];

let s3: Awaited<ReturnType<typeof startTestS3>>;
beforeAll(async () => {
  s3 = await startTestS3();
  const limit = pLimit(16);
  await limit.map([...NUMBERED, ...FOLDERS], Key =>
    s3.client.send(new PutObjectCommand({ Bucket: 'media', Key, Body: Key })),
  );
});
afterAll(() => s3.stop());

const list = (input: Partial<ListObjectsV2CommandInput> = {}) =>
  s3.client.send(new ListObjectsV2Command({ Bucket: 'media', ...input }));

/** All pages, as keys and `prefix*` for common prefixes. */
async function listAll(input: Partial<ListObjectsV2CommandInput>) {
  const pages: string[][] = [];
  const all = paginateListObjectsV2({ client: s3.client }, { Bucket: 'media', ...input });
  for await (const { Contents = [], CommonPrefixes = [] } of all) {
    const groups = CommonPrefixes.map(({ Prefix }) => `${Prefix}*`);
    pages.push([...Contents.map(({ Key }) => `${Key}`), ...groups]);
  }
  return pages;
}

test('more than a thousand keys come in pages, each once, in the order of bytes', async () => {
  const pages = await listAll({});
  expect(pages.map(page => page.length)).toEqual([1000, 17]);
  expect(pages.flat()).toEqual([...NUMBERED, ...FOLDERS].sort(byBytes));
});

test('a page says what it holds', async () => {
  const { Contents, ...page } = await list({ Prefix: 'many/', MaxKeys: 2 });
  expect(page).toMatchObject({ Name: 'media', Prefix: 'many/', MaxKeys: 2, KeyCount: 2 });
  expect(page.IsTruncated).toBe(true);
  expect(Contents?.[0]).toMatchObject({ Key: 'many/0000', Size: 9, StorageClass: 'STANDARD' });
  expect(Contents?.[0]?.ETag).toMatch(/^"[0-9a-f]{32}"$/);
  expect(Contents?.[0]?.LastModified).toBeInstanceOf(Date);
});

test.each([
  { name: 'a prefix', input: { Prefix: 'a/b' }, keys: ['a/b/1', 'a/b/2'] },
  { name: 'a prefix of nothing', input: { Prefix: 'zzz' }, keys: [] },
  {
    name: 'folders at the root',
    input: { Delimiter: '/' },
    keys: ['a-z', 'aa', 'b', '\uffee', 'a/*', 'many/*', 'ñ/*', '文/*', '🎬/*'],
  },
  {
    name: 'folders below a prefix',
    input: { Prefix: 'a/', Delimiter: '/' },
    keys: ['a/1', 'a/2', 'a/b/*', 'a/c/*'],
  },
  {
    name: 'a start',
    input: { StartAfter: 'b', Prefix: '', Delimiter: '/' },
    keys: ['\uffee', 'many/*', 'ñ/*', '文/*', '🎬/*'],
  },
  {
    name: 'a start in a folder',
    input: { StartAfter: 'a/b/1', Prefix: 'a/', Delimiter: '/' },
    keys: ['a/b/*', 'a/c/*'],
  },
])('lists $name', async ({ input, keys }) => {
  expect((await listAll(input)).flat()).toEqual(keys);
});

test('pages may end between and inside of folders', async () => {
  const pages = await listAll({ Delimiter: '/', MaxKeys: 2 });
  expect(pages.map(page => page.length)).toEqual([2, 2, 2, 2, 1]);
  expect(new Set(pages.flat()).size).toBe(9);
});

test('zero keys may be asked for, and a negative number not', async () => {
  const empty = await list({ MaxKeys: 0 });
  expect(empty).toMatchObject({ KeyCount: 0, IsTruncated: false });
  expect(await refusal(list({ MaxKeys: -1 }))).toBe('400 InvalidArgument');
});

test('keys that XML cannot hold can be had URL-encoded', async () => {
  const Key = 'control/\u0001 ünï';
  await s3.client.send(new PutObjectCommand({ Bucket: 'media', Key, Body: 'x' }));
  const { Contents } = await list({ Prefix: 'control/', EncodingType: 'url' });
  expect(decodeURIComponent(Contents?.[0]?.Key ?? '')).toBe(Key);
});
