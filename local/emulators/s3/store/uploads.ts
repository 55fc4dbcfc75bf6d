import { z } from 'zod';
import { CHECKSUM_ALGORITHMS, Checksum } from '../wire/checksums.ts';
import type { Database } from './database.ts';
import { jsonColumn, StringMap } from './json-column.ts';

export const UploadRow = z.object({
  id: z.string(),
  bucket: z.string(),
  key: z.string(),
  created_at: z.number(),
  headers: jsonColumn(StringMap),
  checksum_algorithm: z.literal(CHECKSUM_ALGORITHMS).nullable(),
  checksum_type: z.literal(['FULL_OBJECT', 'COMPOSITE']).nullable(),
  /** Kept after completion, so that a client that missed the answer can ask again. */
  completed_etag: z.string().nullable(),
});
export type UploadRow = z.infer<typeof UploadRow>;

export const PartRow = z.object({
  upload_id: z.string(),
  number: z.number(),
  content_id: z.string(),
  size_bytes: z.number(),
  etag: z.string(),
  modified_at: z.number(),
  checksum: jsonColumn(Checksum.nullable()),
});
export type PartRow = z.infer<typeof PartRow>;

export type Uploads = ReturnType<typeof openUploads>;

export function openUploads(database: Database) {
  const insert = database.statement('INSERT INTO uploads VALUES (?, ?, ?, ?, ?, ?, ?, NULL)');
  const find = database.query('SELECT * FROM uploads WHERE id = ?', UploadRow);
  const putPart = database.statement('INSERT OR REPLACE INTO parts VALUES (?, ?, ?, ?, ?, ?, ?)');
  const part = database.query('SELECT * FROM parts WHERE upload_id = ? AND number = ?', PartRow);
  const parts = database.query(
    'SELECT * FROM parts WHERE upload_id = ? AND number > ? ORDER BY number LIMIT ?',
    PartRow,
  );
  const open = database.query(
    `SELECT * FROM uploads WHERE bucket = ?1 AND completed_etag IS NULL
     AND substr(key, 1, length(?2)) = ?2 ORDER BY key, id`,
    UploadRow,
  );
  const complete = database.statement('UPDATE uploads SET completed_etag = ? WHERE id = ?');
  return {
    insert: (row: Omit<UploadRow, 'completed_etag'>) => {
      const { id, bucket, key, created_at, checksum_algorithm, checksum_type } = row;
      const headers = JSON.stringify(row.headers);
      insert(id, bucket, key, created_at, headers, checksum_algorithm, checksum_type);
    },
    find: (id: string) => find.first(id),
    /** Neither joined nor given up, by key. */
    open: (bucket: string, prefix: string) => open.all(bucket, prefix),
    complete: (id: string, etag: string) => void complete(etag, id),
    delete: database.statement('DELETE FROM uploads WHERE id = ?'),
    deleteCompletedBefore: database.statement(
      'DELETE FROM uploads WHERE completed_etag IS NOT NULL AND created_at < ?',
    ),
    putPart: (row: PartRow) => {
      const { upload_id, number, content_id, size_bytes, etag, modified_at } = row;
      const checksum = row.checksum && JSON.stringify(row.checksum);
      putPart(upload_id, number, content_id, size_bytes, etag, modified_at, checksum);
    },
    findPart: (id: string, number: number) => part.first(id, number),
    parts: (id: string, page = { afterNumber: 0, limit: 10_000 }) =>
      parts.all(id, page.afterNumber, page.limit),
    deleteParts: database.statement('DELETE FROM parts WHERE upload_id = ?'),
  };
}
