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

export type Contents = ReturnType<typeof openContents>;

/** What objects and parts are made of. Rows are changed inside a transaction of the caller. */
export function openContents(database: Database, blobs: Blobs) {
  const sql = statements(database);
  const readers = new Map<string, number>();
  const condemned = new Set<string>();

  /** Answers the id of a content of these pieces, one after the other. */
  function create(pieces: readonly Omit<Segment, 'position'>[]) {
    const id = randomUUID();
    let position = 0;
    for (const { blob_id, blob_start, size_bytes } of pieces) {
      if (size_bytes === 0) continue;
      sql.insert(id, position, blob_id, blob_start, size_bytes);
      position += size_bytes;
    }
    return id;
  }

  function drop(contentId: string) {
    condemn(sql.blobsOf.all(contentId).map(row => row.blob_id));
    sql.delete(contentId);
  }

  /** Says that blobs may be unused. Whether they are is asked when they are collected. */
  function condemn(blobIds: readonly string[]) {
    for (const id of blobIds) condemned.add(id);
  }

  /** Removes condemned blobs that no content uses and nobody reads. Never inside a transaction. */
  function collect() {
    for (const id of condemned) {
      if (readers.has(id)) continue;
      condemned.delete(id);
      // A file that cannot be removed now is left to the sweep at the next start.
      if (!sql.useOf.first(id)) void blobs.remove(id).catch(() => {});
    }
  }

  /** While held, the blobs stay, even if their content is replaced. Call the answer once. */
  function hold(segments: readonly Segment[]) {
    const ids = new Set(segments.map(segment => segment.blob_id));
    for (const id of ids) readers.set(id, (readers.get(id) ?? 0) + 1);
    return () => {
      for (const id of ids) {
        const others = (readers.get(id) ?? 1) - 1;
        if (others > 0) readers.set(id, others);
        else readers.delete(id);
      }
      collect();
    };
  }

  /** Removes files that a killed process left without a row. Only before the first request. */
  async function sweep() {
    const used = new Set(sql.allBlobs.all().map(row => row.blob_id));
    const stray = (await blobs.ids()).filter(id => !used.has(id));
    for (const id of stray) await blobs.remove(id);
  }

  return {
    create,
    drop,
    condemn,
    collect,
    hold,
    sweep,
    /** The segments of a range, trimmed to it. */
    segments: (contentId: string, range: ByteRange) =>
      sql.overlapping.all(contentId, range.end, range.start).map(segment => trim(segment, range)),
  };
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
