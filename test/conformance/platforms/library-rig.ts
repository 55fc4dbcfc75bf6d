import { targetRepository } from '../../../src/adapters/dynamodb/publishing/target-repository.ts';
import { pageFolder, pageKey } from '../../../src/adapters/platforms/library/site-keys.ts';
import type { Subject } from '../../../src/pipeline/subject.ts';
import { startLibraryStorage } from '../../support/publishing/library-storage.ts';
import { startTable } from '../../support/table.ts';
import type { PlatformRig } from './platform-rig.ts';

/** The library on a real table and a real storage. */
export async function libraryRig(): Promise<PlatformRig> {
  const [storage, database] = await Promise.all([startLibraryStorage(), startTable()]);
  const ledger = targetRepository(database.table);
  const at = (subject: Subject) => ({ subject, presetId: 'library' });
  const part = (page: string, tag: RegExp) => unescaped(tag.exec(page)?.[1] ?? '');
  return {
    ledger,
    connect: wrap => ({
      context: {
        targets: ledger,
        s3: wrap(storage.s3),
        mediaBucket: () => 'media',
        publishedBucket: 'published',
        siteUrl: 'https://watch.example.com',
        clock: Date.now,
      },
      preset: {
        id: 'library',
        platform: 'library',
        credentialId: null,
        settings: {},
        isActive: true,
      },
    }),
    prepare: storage.prepare,
    shown: async subject => {
      const files = await storage.keysBelow(pageFolder(at(subject)));
      if (!files.includes('index.html')) return [];
      const page = await storage.read(pageKey(at(subject)));
      const named = [...page.matchAll(/(?:src|href|poster)="(v\d+\/[^"#]+)/g)];
      const missing = named.filter(([, name = '']) => !files.includes(name));
      if (missing.length > 0) throw new Error(`The page names what is not there: ${missing}.`);
      const title = part(page, /<h1[^>]*>([\s\S]*?)<\/h1>/);
      const description = part(page, /<p class="description"[^>]*>([\s\S]*?)<\/p>/);
      return [{ title, description, text: page }];
    },
    traces: subject => storage.keysBelow(pageFolder(at(subject))),
    // About sixty calls for a publication; test/unit/publishing dies at each of them, in memory.
    step: 9,
    stop: async () => {
      await Promise.all([storage.stop(), database.stop()]);
    },
  };
}

const unescaped = (markup: string) =>
  markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
