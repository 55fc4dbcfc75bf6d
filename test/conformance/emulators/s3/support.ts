import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { createAuthority } from '#local/emulators/iam/authority.ts';
import {
  type S3ObjectEvent,
  type S3ServerOptions,
  startS3Server,
} from '#local/emulators/s3/server.ts';

export const credentials = { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local+secret/key' };
/** One that knows this key alone, which may do everything. */
export const authority = createAuthority({ root: credentials });
export const region = 'eu-central-1';
export const MEBIBYTE = 1024 * 1024;

export const s3Client = (endpoint: string, config: S3ClientConfig = {}) =>
  new S3Client({ endpoint, region, credentials, maxAttempts: 1, ...config });

export const temporaryFolder = () => mkdtemp(join(tmpdir(), 'castline-s3-'));

/** A server in this process with one bucket, a client and all events so far. */
export async function startTestS3(options: Partial<S3ServerOptions> = {}) {
  const dataDir = options.dataDir ?? (await temporaryFolder());
  const events: S3ObjectEvent[] = [];
  const errors: unknown[] = [];
  const server = await startS3Server({
    dataDir,
    authority,
    region,
    onObjectEvent: event => void events.push(event),
    onError: error => void errors.push(error),
    ...options,
  });
  server.createBucket('media');
  const client = s3Client(server.endpoint);
  return {
    server,
    client,
    dataDir,
    events,
    /** What went wrong inside; a test that expects no bug expects this to be empty. */
    errors,
    blobCount: async () => (await readdir(join(dataDir, 'blobs'))).length,
    draftCount: async () => (await readdir(join(dataDir, 'tmp'))).length,
    stop: async () => {
      client.destroy();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export async function readText(client: S3Client, Key: string, Bucket = 'media') {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
  return Body?.transformToString();
}

/** Deterministic bytes in which every position looks different. */
export function patternBytes(length: number, seed = 1) {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

/** The name and status of what a command is refused with. */
export async function refusal(sending: Promise<unknown>) {
  try {
    await sending;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return `${$metadata?.httpStatusCode} ${name}`;
  }
  return 'accepted';
}

/** The status of an answer and, for a refusal, the code in its XML. */
export async function outcome(response: Response) {
  const code = /<Code>(.*)<\/Code>/.exec(await response.text())?.[1];
  return code ? `${response.status} ${code}` : String(response.status);
}

/** The order of S3: that of the bytes, not of the letters. */
export const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
