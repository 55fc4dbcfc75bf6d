import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Blobs } from './blobs.ts';
import type { Database } from './database.ts';

/** A stretch of a blob, and where it lies in its content. Bytes. */
export const Segment = z.object({
  position: z.number(),
  blob_id: z.string(),
  blob_start: z.number(),
  size_bytes: z.number(),
});
export type Segment = z.infer<typeof Segment>;

/** Half-open, in bytes of the content. */
export type ByteRange = { start: number; end: number };

/** What objects and parts are made of. Rows are changed inside a transaction of the caller. */
export class Contents {
  readonly #sql: ReturnType<typeof statements>;
  readonly #blobs: Blobs;
  /** How many read each blob. */
  readonly #readers = new Map<string, number>();
  readonly #condemned = new Set<string>();

  constructor(database: Database, blobs: Blobs) {
    this.#sql = statements(database);
    this.#blobs = blobs;
  }

  /** Returns the id of a content of these pieces, one after the other. */
  create(pieces: readonly Omit<Segment, 'position'>[]) {
    const id = randomUUID();
    let position = 0;
    for (const { blob_id, blob_start, size_bytes } of pieces) {
      if (size_bytes === 0) continue;
      this.#sql.insert(id, position, blob_id, blob_start, size_bytes);
      position += size_bytes;
    }
    return id;
  }

  /** The segments of a range, trimmed to it. */
  segments(contentId: string, range: ByteRange) {
    const overlapping = this.#sql.overlapping.all(contentId, range.end, range.start);
    return overlapping.map(segment => trim(segment, range));
  }

  drop(contentId: string) {
    this.condemn(this.#sql.blobsOf.all(contentId).map(row => row.blob_id));
    this.#sql.delete(contentId);
  }

  /** Says that blobs may be unused. Whether they are is asked when they are collected. */
  condemn(blobIds: readonly string[]) {
    for (const id of blobIds) this.#condemned.add(id);
  }

  /** Removes condemned blobs that no content uses and nobody reads. Never inside a transaction. */
  collect() {
    for (const id of this.#condemned) {
      if (this.#readers.has(id)) continue;
      this.#condemned.delete(id);
      if (this.#sql.useOf.first(id)) continue;
      // A file that cannot be removed now is left to the sweep at the next start.
      void this.#blobs.remove(id).catch(() => {});
    }
  }

  /** While held, the blobs stay, even if their content is replaced. Call the answer once. */
  hold(segments: readonly Segment[]) {
    const ids = new Set(segments.map(segment => segment.blob_id));
    for (const id of ids) this.#readers.set(id, (this.#readers.get(id) ?? 0) + 1);
    return () => {
      for (const id of ids) this.#release(id);
      this.collect();
    };
  }

  #release(id: string) {
    const others = (this.#readers.get(id) ?? 1) - 1;
    if (others > 0) this.#readers.set(id, others);
    else this.#readers.delete(id);
  }

  /** Removes files that a killed process left without a row. Only before the first request. */
  async sweep() {
    const used = new Set(this.#sql.allBlobs.all().map(row => row.blob_id));
    const stray = (await this.#blobs.ids()).filter(id => !used.has(id));
    for (const id of stray) await this.#blobs.remove(id);
  }
}

function statements(database: Database) {
  const BlobId = z.object({ blob_id: z.string() });
  return {
    insert: database.statement('INSERT INTO segments VALUES (?, ?, ?, ?, ?)'),
    delete: database.statement('DELETE FROM segments WHERE content_id = ?'),
    overlapping: database.query(
      `SELECT position, blob_id, blob_start, size_bytes FROM segments
       WHERE content_id = ? AND position < ? AND position + size_bytes > ? ORDER BY position`,
      Segment,
    ),
    blobsOf: database.query('SELECT DISTINCT blob_id FROM segments WHERE content_id = ?', BlobId),
    useOf: database.query('SELECT blob_id FROM segments WHERE blob_id = ? LIMIT 1', BlobId),
    allBlobs: database.query('SELECT DISTINCT blob_id FROM segments', BlobId),
  };
}

function trim(segment: Segment, { start, end }: ByteRange): Segment {
  const from = Math.max(start, segment.position);
  const to = Math.min(end, segment.position + segment.size_bytes);
  return {
    position: from,
    blob_id: segment.blob_id,
    blob_start: segment.blob_start + from - segment.position,
    size_bytes: to - from,
  };
}
