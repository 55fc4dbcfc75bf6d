import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { targetRepository } from '../../../src/adapters/dynamodb/publishing/target-repository.ts';
import { libraryPublisher } from '../../../src/adapters/platforms/library/publisher.ts';
import { s3Site } from '../../../src/adapters/platforms/library/s3-site.ts';
import type { Site } from '../../../src/adapters/platforms/library/site.ts';
import { newId, trustedWorkspaceId, type WorkspaceId } from '../../../src/kernel/ids.ts';
import type { Publisher, Targets } from '../../../src/publishing/ports.ts';
import { publishTarget } from '../../../src/publishing/publish-target.ts';
import { requestTakeBack } from '../../../src/publishing/request-take-back.ts';
import { takeBackTarget } from '../../../src/publishing/take-back.ts';
import { startLibraryStorage } from '../../support/publishing/library-storage.ts';
import { publication } from '../../support/publishing/publication.ts';
import { startTable } from '../../support/table.ts';
import { describeSite } from './site.contract.ts';

const SITE_URL = 'https://watch.example.com';
const clock = Date.now;

let storage: Awaited<ReturnType<typeof startLibraryStorage>>;
let site: Site;
let targets: Targets;
let library: Publisher;
let stop: () => Promise<void>;

beforeAll(async () => {
  storage = await startLibraryStorage();
  const { s3 } = storage;
  site = s3Site({ s3, mediaBucket: () => 'media', publishedBucket: 'published' });
  const started = await startTable();
  targets = targetRepository(started.table);
  library = libraryPublisher({ site, targets, clock, siteUrl: SITE_URL, presetId: 'library' });
  stop = async () => {
    await Promise.all([storage.stop(), started.stop()]);
  };
});
afterAll(() => stop());

const read = (key: string) => storage.read(key);
const keysBelow = (prefix: string) => storage.keysBelow(prefix);

async function publish(
  workspaceId: WorkspaceId,
  id = newId('recording'),
  more: Parameters<typeof publication>[0] = {},
) {
  const subject = { workspaceId, kind: 'recording', id };
  const job = publication({ subject, ...more });
  await storage.prepare(job);
  const key = { subject, presetId: 'library' };
  const { signal } = new AbortController();
  const way = { publisher: library, progress: () => {}, signal };
  const url = await publishTarget({ targets, clock })({ key, publication: job, ...way });
  return { key, subject, url };
}

async function takeBack({ key, subject }: Awaited<ReturnType<typeof publish>>) {
  await requestTakeBack({ targets, clock, publications: { send: async () => {} } })(subject);
  const row = await targets.find(key);
  if (row) await takeBackTarget({ targets })(row, library);
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
    expect(url).toBe(`${SITE_URL}/w/${workspaceId}/${key.subject.id}/index.html`);
    const version = `v${(await targets.find(key))?.version}`;
    const texts = ['chapters.vtt', 'en.srt', 'en.vtt', 'icon.svg', 'poster.jpg', 'sprite.jpg'];
    const more = ['thumbnails.vtt', 'transcript.txt', 'video.mp4', 'watch.css', 'watch.js'];
    const files = [...texts, ...more].map(name => `${version}/${name}`);
    expect(await keysBelow(`w/${workspaceId}/${key.subject.id}/`)).toEqual([
      'index.html',
      ...files,
    ]);
    expect(await feedGuids(workspaceId)).toEqual([key.subject.id]);
    expect(await read(`w/${workspaceId}/index.html`)).toContain(`${key.subject.id}/index.html`);
    const Key = `w/${workspaceId}/${key.subject.id}/${version}/en.vtt`;
    const head = await storage.s3.send(new HeadObjectCommand({ Bucket: 'published', Key }));
    expect(head.ContentType).toBe('text/vtt; charset=utf-8');
    expect(head.CacheControl).not.toContain('immutable');
    expect(Number(/s-maxage=(\d+)/.exec(head.CacheControl ?? '')?.[1])).toBeLessThanOrEqual(300);
  });

  test('every file that the page names is there', async () => {
    const workspaceId = newWorkspace();
    const { key } = await publish(workspaceId);
    const folder = `w/${workspaceId}/${key.subject.id}/`;
    const page = await read(`${folder}index.html`);
    const named = [...page.matchAll(/(?:src|href|poster)="(v\d+\/[^"#]+)/g)].map(match => match[1]);
    expect(named.length).toBeGreaterThan(8);
    expect(await keysBelow(folder)).toEqual(expect.arrayContaining(named));
  });

  test('the same content again changes nothing, changed content replaces the version', async () => {
    const workspaceId = newWorkspace();
    const { key } = await publish(workspaceId);
    const first = await targets.find(key);
    await publish(workspaceId, key.subject.id);
    expect(await targets.find(key)).toEqual(first);
    await publish(workspaceId, key.subject.id, { contentHash: 'hash-2', sentences: [] });
    const second = await targets.find(key);
    expect(second?.publishedAt).toBe(first?.publishedAt);
    const keys = await keysBelow(`w/${workspaceId}/${key.subject.id}/`);
    expect(keys.filter(name => name.startsWith(`v${first?.version}/`))).toEqual([]);
    expect(keys).toContain(`v${second?.version}/video.mp4`);
    expect(await feedGuids(workspaceId)).toEqual([key.subject.id]);
  });

  test('twelve recordings published at once are all in list and feed', async () => {
    const workspaceId = newWorkspace();
    const done = await Promise.all(Array.from({ length: 12 }, () => publish(workspaceId)));
    const ids = done.map(({ key }) => key.subject.id).sort();
    expect((await feedGuids(workspaceId)).sort()).toEqual(ids);
    const list = await read(`w/${workspaceId}/index.html`);
    for (const id of ids) expect(list).toContain(`${id}/index.html`);
  });

  test('taken back it is in no list, and the others stay', async () => {
    const workspaceId = newWorkspace();
    const gone = await publish(workspaceId);
    const { key: kept } = await publish(workspaceId);
    await takeBack(gone);
    expect(await keysBelow(`w/${workspaceId}/${gone.subject.id}/`)).toEqual([]);
    expect(await feedGuids(workspaceId)).toEqual([kept.subject.id]);
    expect(await read(`w/${workspaceId}/index.html`)).not.toContain(gone.subject.id);
    expect(await targets.find(gone.key)).toBeUndefined();
  });

  test('where nothing was ever published, taking back leaves no list behind', async () => {
    const workspaceId = newWorkspace();
    const subject = { workspaceId, kind: 'recording', id: newId('recording') };
    const key = { subject, presetId: 'library' };
    await targets.announce(key, clock());
    await takeBack({ key, subject, url: '' });
    expect(await keysBelow(`w/${workspaceId}/`)).toEqual([]);
  });
});

describeSite('storage', () => site, read);
