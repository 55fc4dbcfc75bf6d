import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { createAuthority } from '../../../local/emulators/iam/authority.ts';
import { startS3Server } from '../../../local/emulators/s3/server.ts';
import type { Publication } from '../../../src/publishing/publication.ts';

const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test-secret' };
const REGION = 'eu-central-1';

/** The buckets `media` and `published` in a storage of their own, for one test file. */
export async function startLibraryStorage() {
  const dataDir = await mkdtemp(join(tmpdir(), 'library-site-'));
  const authority = createAuthority({ root: CREDENTIALS });
  const server = await startS3Server({ dataDir, authority, region: REGION });
  server.createBucket('media');
  server.createBucket('published');
  const s3 = new S3Client({
    endpoint: server.endpoint,
    region: REGION,
    credentials: CREDENTIALS,
  });
  return {
    s3,
    /** A text of the published bucket. */
    read: async (Key: string) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'published', Key }));
      return (await Body?.transformToString()) ?? '';
    },
    /** Keys of the published bucket, without the prefix. */
    keysBelow: async (Prefix: string) => {
      const query = new ListObjectsV2Command({ Bucket: 'published', Prefix });
      const { Contents = [] } = await s3.send(query);
      return Contents.map(({ Key = '' }) => Key.slice(Prefix.length));
    },
    /** Puts what earlier stages made into the media bucket. */
    prepare: async ({ media, poster, sprite, subtitles }: Publication) => {
      const files = [media, poster, sprite?.sheet, ...subtitles.map(({ file }) => file)];
      for (const file of files) {
        if (!file) continue;
        const object = { Bucket: 'media', Key: file.key, Body: `content of ${file.key}` };
        await s3.send(new PutObjectCommand(object));
      }
    },
    stop: async () => {
      s3.destroy();
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
