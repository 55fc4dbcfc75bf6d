import { S3Client } from '@aws-sdk/client-s3';
import { startShelf } from '../../support/platforms/shelf/server.ts';
import { memoryTargets } from '../../support/publishing/memory-targets.ts';
import type { PlatformRig } from './platform-rig.ts';

/** The platform of the tests, over HTTP. Subjects are told apart by the text of their items. */
export async function shelfRig(): Promise<PlatformRig> {
  const shelf = await startShelf();
  const { targets } = memoryTargets();
  const itemsOf = ({ id }: { id: string }) =>
    [...shelf.items].filter(([, { text }]) => text.includes(id));
  return {
    ledger: targets,
    connect: wrap => ({
      context: {
        targets,
        s3: new S3Client({}),
        mediaBucket: () => 'media',
        publishedBucket: 'published',
        siteUrl: 'https://watch.example.com',
        clock: Date.now,
      },
      preset: {
        id: 'prs_shelf',
        platform: 'shelf',
        credentialId: null,
        settings: { api_url: shelf.connect(wrap) },
        isActive: true,
      },
    }),
    prepare: async () => {},
    shown: async subject => itemsOf(subject).map(([, item]) => item),
    traces: async subject => itemsOf(subject).map(([id]) => id),
    step: 1,
    stop: shelf.stop,
  };
}
