import { z } from 'zod';
import { Checksum } from '../wire/checksums.ts';
import type { Database } from './database.ts';
import { jsonColumn, StringMap } from './json-column.ts';

export const ObjectRow = z.object({
  bucket: z.string(),
  key: z.string(),
  content_id: z.string(),
  size_bytes: z.number(),
  /** Hex, with `-N` behind it for N parts; without the quotes of the wire. */
  etag: z.string(),
  /** Milliseconds since the epoch. */
  modified_at: z.number(),
  /** Headers that a GET answers as they were put. */
  headers: jsonColumn(StringMap),
  checksum: jsonColumn(Checksum.nullable()),
});
export type ObjectRow = z.infer<typeof ObjectRow>;

const ListedObject = ObjectRow.pick({
  key: true,
  size_bytes: true,
  etag: true,
  modified_at: true,
});
export type ListedObject = z.infer<typeof ListedObject>;

export type Objects = ReturnType<typeof openObjects>;

export function openObjects(database: Database) {
  const upsert = database.statement(
    'INSERT OR REPLACE INTO objects VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const find = database.query('SELECT * FROM objects WHERE bucket = ? AND key = ?', ObjectRow);
  // Text is compared by its UTF-8 bytes, which is the order of keys on S3.
  const from = database.query(
    `SELECT key, size_bytes, etag, modified_at FROM objects
     WHERE bucket = ? AND key >= ? ORDER BY key LIMIT ?`,
    ListedObject,
  );
  return {
    put: (row: ObjectRow) => {
      const checksum = row.checksum && JSON.stringify(row.checksum);
      const headers = JSON.stringify(row.headers);
      const { bucket, key, content_id, size_bytes, etag, modified_at } = row;
      upsert(bucket, key, content_id, size_bytes, etag, modified_at, headers, checksum);
    },
    find: (bucket: string, key: string) => find.first(bucket, key),
    /** Keys at or after one, in order. */
    listFrom: (bucket: string, key: string, limit: number) => from.all(bucket, key, limit),
    delete: database.statement('DELETE FROM objects WHERE bucket = ? AND key = ?'),
  };
}
