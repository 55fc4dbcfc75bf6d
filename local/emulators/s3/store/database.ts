import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { z } from 'zod';
import { namingFile } from '../../wire/kept-file.ts';

/**
 * An object is content: a row of segments, each a stretch of a blob (a file that never changes).
 * So completing a multipart upload and copying an object write rows, and no bytes.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS buckets (
    name TEXT PRIMARY KEY, created_at INTEGER NOT NULL, cors TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS segments (
    content_id TEXT NOT NULL, position INTEGER NOT NULL, blob_id TEXT NOT NULL,
    blob_start INTEGER NOT NULL, size_bytes INTEGER NOT NULL,
    PRIMARY KEY (content_id, position)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS segments_by_blob ON segments (blob_id);
  CREATE TABLE IF NOT EXISTS objects (
    bucket TEXT NOT NULL, key TEXT NOT NULL, content_id TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL,
    headers TEXT NOT NULL, checksum TEXT,
    PRIMARY KEY (bucket, key)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, created_at INTEGER NOT NULL,
    headers TEXT NOT NULL, checksum_algorithm TEXT, checksum_type TEXT,
    completed_etag TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS parts (
    upload_id TEXT NOT NULL, number INTEGER NOT NULL, content_id TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL, checksum TEXT,
    PRIMARY KEY (upload_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL
  ) STRICT;
`;

export type Row<Schema extends z.ZodType> = z.infer<Schema>;

export type Database = ReturnType<typeof openDatabase>;

/**
 * Opens the index. WAL with NORMAL writes no commit through to the disk, but a killed process
 * loses nothing, and a power cut loses whole last transactions, never their order. The lock is
 * held while open: a second server on the same folder would sweep away the first one's blobs.
 */
export function openDatabase(file: string) {
  const sqlite = namingFile(file, () => open(file));
  return {
    transaction: <T>(work: () => T) => runTransaction(sqlite, work),
    /** Runs a statement and answers the id of the row it inserted, if any. */
    statement: (sql: string) => {
      const prepared = sqlite.prepare(sql);
      return (...values: SQLInputValue[]) => Number(prepared.run(...values).lastInsertRowid);
    },
    query: <Schema extends z.ZodType>(sql: string, schema: Schema) => {
      const prepared = sqlite.prepare(sql);
      return {
        first: (...values: SQLInputValue[]): Row<Schema> | undefined => {
          const row = prepared.get(...values);
          return row && schema.parse(row);
        },
        all: (...values: SQLInputValue[]): Row<Schema>[] =>
          prepared.all(...values).map(row => schema.parse(row)),
      };
    },
    close: () => sqlite.close(),
  };
}

function open(file: string) {
  const sqlite = new DatabaseSync(file, { timeout: 2000 });
  try {
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
    sqlite.exec('PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE');
    sqlite.exec(SCHEMA);
    dropTags(sqlite);
    sqlite.exec('COMMIT');
    return sqlite;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Folders made before tags were removed have a column for them, which a new row could not fill. */
function dropTags(sqlite: DatabaseSync) {
  for (const table of ['objects', 'uploads']) {
    const columns = sqlite.prepare(`PRAGMA table_info(${table})`).all();
    if (columns.some(({ name }) => name === 'tags')) {
      sqlite.exec(`ALTER TABLE ${table} DROP COLUMN tags`);
    }
  }
}

/** Synchronous, so nothing else can run between its first and last statement. */
function runTransaction<T>(sqlite: DatabaseSync, work: () => T) {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk has rolled it back already.
    if (sqlite.isTransaction) sqlite.exec('ROLLBACK');
    throw error;
  }
}
