import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, toIso } from '../../../src/platform/clock.ts';
import { type ObjectChange, toS3Event } from '../s3-event.ts';
import { openBlobs, type Write } from './blobs.ts';
import { openBuckets } from './buckets.ts';
import { openContents } from './contents.ts';
import { openDatabase } from './database.ts';
import { openObjects } from './objects.ts';
import { type OnObjectEvent, openOutbox } from './outbox.ts';
import { openUploads } from './uploads.ts';

/** How long a repeated completion is answered with the first one's result. */
const COMPLETED_UPLOADS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export type StoreOptions = {
  dataDir: string;
  region: string;
  clock: Clock;
  onObjectEvent: OnObjectEvent | undefined;
};

export type Store = Awaited<ReturnType<typeof openStore>>;

/** All that is kept: an index in SQLite, and blobs beside it. */
export async function openStore({ dataDir, region, clock, onObjectEvent }: StoreOptions) {
  await mkdir(dataDir, { recursive: true });
  // First, because its lock says that nobody else works in this folder.
  const database = openDatabase(join(dataDir, 'index.sqlite'));
  const blobs = await openBlobs(dataDir);
  const contents = openContents(database, blobs);
  const uploads = openUploads(database);
  const outbox = openOutbox(database, onObjectEvent);
  const announced: Parameters<typeof outbox.deliver>[0][] = [];

  /** All or nothing. Events of the change are delivered, and freed blobs removed, behind it. */
  function transaction<T>(work: () => T) {
    announced.length = 0;
    try {
      const result = database.transaction(work);
      for (const row of announced) void outbox.deliver(row);
      return result;
    } finally {
      contents.collect();
    }
  }

  /** Writes down an event; only inside a transaction. */
  function announce(change: ObjectChange) {
    const time = toIso(clock());
    const row = outbox.add(sequence => toS3Event(change, { region, time, sequence }));
    if (row) announced.push(row);
  }

  /** Makes a blob, then the rows that mention it. If either fails, nothing is left of both. */
  async function storeBlob<Filled, T>(
    fill: (write: Write) => Promise<Filled>,
    commit: (blobId: string, filled: Filled) => T,
  ) {
    const { id, result } = await blobs.create(fill);
    try {
      return transaction(() => commit(id, result));
    } finally {
      // Unless rows mention it by now: refused by a condition, or empty and so without a segment.
      contents.condemn([id]);
      contents.collect();
    }
  }

  await contents.sweep();
  uploads.deleteCompletedBefore(clock() - COMPLETED_UPLOADS_KEPT_MS);
  return {
    blobs,
    contents,
    uploads,
    outbox,
    buckets: openBuckets(database),
    objects: openObjects(database),
    transaction,
    announce,
    storeBlob,
    close: () => {
      outbox.stop();
      database.close();
    },
  };
}
