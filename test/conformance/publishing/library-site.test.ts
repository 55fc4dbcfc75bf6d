import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type S3Server, startS3Server } from '../../../local/emulators/s3/server.ts';
import { targetRepository } from '../../../src/adapters/dynamodb/publishing/target-repository.ts';
import { libraryPublisher } from '../../../src/adapters/platforms/library/publisher.ts';
import { s3Site } from '../../../src/adapters/platforms/library/s3-site.ts';
import type { Site } from '../../../src/adapters/platforms/library/site.ts';
import { newId, trustedWorkspaceId, type WorkspaceId } from '../../../src/kernel/ids.ts';
import type { Targets } from '../../../src/publishing/ports.ts';
import { publishTarget } from '../../../src/publishing/publish-target.ts';
import { unpublish } from '../../../src/publishing/unpublish.ts';
import { publication } from '../../support/publishing/publication.ts';
import { startTable } from '../../support/table.ts';

const SITE_URL = 'https://watch.example.com';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test-secret' };

let server: S3Server;
let s3: S3Client;
let site: Site;
let targets: Targets;
let stop: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'library-site-'));
  server = await startS3Server({ dataDir, credentials, region: 'eu-central-1' });
  server.createBucket('media');
  server.createBucket('published');
  s3 = new S3Client({ endpoint: server.endpoint, region: 'eu-central-1', credentials });
  const started = await startTable();
  targets = targetRepository(started.table);
  site = s3Site({ s3, mediaBucket: 'media', publishedBucket: 'published' });
  stop = async () => {
    s3.destroy();
    await Promise.all([server.stop(), started.stop()]);
    await rm(dataDir, { recursive: true });
  };
});
afterAll(() => stop());

async function read(Key: string) {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'published', Key }));
  return (await Body?.transformToString()) ?? '';
}

async function keysBelow(Prefix: string) {
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: 'published', Prefix }),
  );
  return Contents.map(({ Key = '' }) => Key.slice(Prefix.length));
}

const library = (clock = Date.now) => libraryPublisher({ site, targets, clock, siteUrl: SITE_URL });

/** Puts what earlier stages made into the media bucket and publishes it. */
async function publish(
  workspaceId: WorkspaceId,
  recordingId = newId('recording'),
  more: Parameters<typeof publication>[0] = {},
) {
  const job = publication({ workspaceId, recordingId, ...more });
  const texts = job.subtitles.map(({ file }) => file);
  const files = [job.media, job.poster, job.sprite?.sheet, ...texts];
  for (const file of files) {
    if (!file) continue;
    const object = { Bucket: 'media', Key: file.key, Body: `content of ${file.key}` };
    await s3.send(new PutObjectCommand(object));
  }
  const key = { workspaceId, recordingId, preset: 'library' };
  const signal = new AbortController().signal;
  const publisher = library();
  const progress = () => {};
  const url = await publishTarget({ targets, clock: Date.now })({
    key,
    publisher,
    publication: job,
    progress,
    signal,
  });
  return { key, url };
}

const newWorkspace = () => trustedWorkspaceId(newId('workspace'));

async function feedGuids(workspaceId: WorkspaceId): Promise<string[]> {
  const parser = new XMLParser({ isArray: name => name === 'item' });
  const { rss } = parser.parse(await read(`w/${workspaceId}/feed.xml`));
  const items: { guid: string }[] = rss.channel.item ?? [];
  return items.map(({ guid }) => guid);
}

describe('publishing to the library', () => {
  test('a page with its files, the list and the feed appear', async () => {
    const workspaceId = newWorkspace();
    const { key, url } = await publish(workspaceId);
    expect(url).toBe(`${SITE_URL}/w/${workspaceId}/${key.recordingId}/index.html`);
    const version = `v${(await targets.find(key))?.version}`;
    const texts = ['chapters.vtt', 'en.srt', 'en.vtt', 'icon.svg', 'poster.jpg', 'sprite.jpg'];
    const more = ['thumbnails.vtt', 'transcript.txt', 'video.mp4', 'watch.css', 'watch.js'];
    const files = [...texts, ...more].map(name => `${version}/${name}`);
    expect(await keysBelow(`w/${workspaceId}/${key.recordingId}/`)).toEqual([
      'index.html',
      ...files,
    ]);
    expect(await feedGuids(workspaceId)).toEqual([key.recordingId]);
    expect(await read(`w/${workspaceId}/index.html`)).toContain(`${key.recordingId}/index.html`);
    const Key = `w/${workspaceId}/${key.recordingId}/${version}/en.vtt`;
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'published', Key }));
    expect(head.ContentType).toBe('text/vtt; charset=utf-8');
    expect(head.CacheControl).toContain('immutable');
  });

  test('every file that the page names is there', async () => {
    const workspaceId = newWorkspace();
    const { key } = await publish(workspaceId);
    const folder = `w/${workspaceId}/${key.recordingId}/`;
    const page = await read(`${folder}index.html`);
    const named = [...page.matchAll(/(?:src|href|poster)="(v\d+\/[^"#]+)/g)].map(match => match[1]);
    expect(named.length).toBeGreaterThan(8);
    expect(await keysBelow(folder)).toEqual(expect.arrayContaining(named));
  });

  test('the same content again changes nothing, changed content replaces the version', async () => {
    const workspaceId = newWorkspace();
    const { key } = await publish(workspaceId);
    const first = await targets.find(key);
    await publish(workspaceId, key.recordingId);
    expect(await targets.find(key)).toEqual(first);
    await publish(workspaceId, key.recordingId, { contentHash: 'hash-2', sentences: [] });
    const second = await targets.find(key);
    expect(second?.publishedAt).toBe(first?.publishedAt);
    const keys = await keysBelow(`w/${workspaceId}/${key.recordingId}/`);
    expect(keys.filter(name => name.startsWith(`v${first?.version}/`))).toEqual([]);
    expect(keys).toContain(`v${second?.version}/video.mp4`);
    expect(await feedGuids(workspaceId)).toEqual([key.recordingId]);
  });

  test('twelve recordings published at once are all in list and feed', async () => {
    const workspaceId = newWorkspace();
    const done = await Promise.all(Array.from({ length: 12 }, () => publish(workspaceId)));
    const ids = done.map(({ key }) => key.recordingId).sort();
    expect((await feedGuids(workspaceId)).sort()).toEqual(ids);
    const list = await read(`w/${workspaceId}/index.html`);
    for (const id of ids) expect(list).toContain(`${id}/index.html`);
  });

  test('unpublishing removes page, entries and row, and may be repeated', async () => {
    const workspaceId = newWorkspace();
    const { key } = await publish(workspaceId);
    const { key: kept } = await publish(workspaceId);
    const remove = unpublish({ targets, publishers: { library: library() } });
    await remove({ workspaceId, kind: 'recording', id: key.recordingId });
    await remove({ workspaceId, kind: 'recording', id: key.recordingId });
    expect(await keysBelow(`w/${workspaceId}/${key.recordingId}/`)).toEqual([]);
    expect(await feedGuids(workspaceId)).toEqual([kept.recordingId]);
    expect(await read(`w/${workspaceId}/index.html`)).not.toContain(key.recordingId);
    expect(await targets.find(key)).toBeUndefined();
  });

  test('what was never published leaves no list behind when it is unpublished', async () => {
    const workspaceId = newWorkspace();
    await unpublish({ targets, publishers: { library: library() } })({
      workspaceId,
      kind: 'recording',
      id: newId('recording'),
    });
    expect(await keysBelow(`w/${workspaceId}/`)).toEqual([]);
  });
});

describe('the site', () => {
  test('rewriting at once loses no writer', async () => {
    const add = (sign: string) =>
      site.rewrite('counter.txt', async current => {
        const text = current === undefined ? '' : await read('counter.txt');
        return { body: text + sign, contentType: 'text/plain', version: text.length + 1 };
      });
    await Promise.all([...'abcdefghij'].map(add));
    expect([...(await read('counter.txt'))].sort().join('')).toBe('abcdefghij');
  });

  test('rewriting can be declined', async () => {
    expect(await site.rewrite('none.txt', async () => undefined)).toBe(false);
    expect(await keysBelow('none.txt')).toEqual([]);
  });

  test('lists and removes beyond a page of a thousand', async () => {
    const names = Array.from({ length: 1005 }, (_, index) => `many/${index}`);
    const text = { body: 'x', contentType: 'text/plain' };
    for (let from = 0; from < names.length; from += 50) {
      await Promise.all(names.slice(from, from + 50).map(name => site.putOnce(name, text)));
    }
    expect(await site.list('many/')).toHaveLength(1005);
    await site.remove(await site.list('many/'));
    expect(await site.list('many/')).toEqual([]);
  });
});
