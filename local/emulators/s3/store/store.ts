import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, toIso } from '../../../../src/kernel/clock.ts';
import { type ObjectChange, toS3Event } from '../s3-event.ts';
import { type Blobs, openBlobs, type Write } from './blobs.ts';
import { type Buckets, openBuckets } from './buckets.ts';
import { Contents } from './contents.ts';
import { type Database, openDatabase } from './database.ts';
import { type Objects, openObjects } from './objects.ts';
import { type OnObjectEvent, Outbox, type OutboxRow } from './outbox.ts';
import { openUploads, type Uploads } from './uploads.ts';

/** How long a repeated completion is answered with the first one's result. */
const COMPLETED_UPLOADS_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export type StoreOptions = {
  dataDir: string;
  region: string;
  clock: Clock;
  onObjectEvent: OnObjectEvent | undefined;
};

/** Opens what is kept in a folder, and puts away what a killed process left half done. */
export async function openStore(options: StoreOptions) {
  const { dataDir, clock } = options;
  await mkdir(dataDir, { recursive: true });
  // First, because its lock says that nobody else works in this folder.
  const database = openDatabase(join(dataDir, 'index.sqlite'));
  const store = new Store(database, await openBlobs(dataDir), options);
  await store.contents.sweep();
  store.uploads.deleteCompletedBefore(clock() - COMPLETED_UPLOADS_KEPT_MS);
  return store;
}

/** All that is kept: an index in SQLite, and blobs beside it. */
export class Store {
  readonly blobs: Blobs;
  readonly contents: Contents;
  readonly buckets: Buckets;
  readonly objects: Objects;
  readonly uploads: Uploads;
  readonly outbox: Outbox;
  readonly #database: Database;
  readonly #options: StoreOptions;
  /** Of the transaction that runs. */
  #announced: OutboxRow[] = [];

  constructor(database: Database, blobs: Blobs, options: StoreOptions) {
    this.#database = database;
    this.#options = options;
    this.blobs = blobs;
    this.contents = new Contents(database, blobs);
    this.buckets = openBuckets(database);
    this.objects = openObjects(database);
    this.uploads = openUploads(database);
    this.outbox = new Outbox(database, options.onObjectEvent);
  }

  /** All or nothing. Events of the change are delivered, and freed blobs removed, behind it. */
  transaction<T>(work: () => T) {
    this.#announced = [];
    try {
      const result = this.#database.transaction(work);
      for (const row of this.#announced) this.outbox.deliver(row);
      return result;
    } finally {
      this.contents.collect();
    }
  }

  /** Writes down an event; only inside a transaction. */
  announce(change: ObjectChange) {
    const { region, clock } = this.#options;
    const time = toIso(clock());
    const row = this.outbox.add(sequence => toS3Event(change, { region, time, sequence }));
    if (row) this.#announced.push(row);
  }

  /** Makes a blob, then the rows that mention it. If either fails, nothing is left of both. */
  async storeBlob<Filled, T>(
    fill: (write: Write) => Promise<Filled>,
    commit: (blobId: string, filled: Filled) => T,
  ) {
    const { id, result } = await this.blobs.create(fill);
    try {
      return this.transaction(() => commit(id, result));
    } finally {
      // Unless rows mention it by now: refused by a condition, or empty and so without a segment.
      this.contents.condemn([id]);
      this.contents.collect();
    }
  }

  close() {
    this.outbox.stop();
    this.#database.close();
  }
}
