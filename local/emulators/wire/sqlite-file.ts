import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { namingFile } from './kept-file.ts';

export type SqliteFile = {
  /** Prepares each text once. */
  sql: (text: string) => StatementSync;
  /** All of `work` or nothing of it. Not to be nested. */
  transaction: <T>(work: () => T) => T;
  close: () => void;
};

/**
 * Opens a database whose committed rows survive the death of this process at any moment. The log is
 * flushed at checkpoints only: a power cut may lose the last writes, which is fine on a laptop.
 * @throws an error that names the file.
 */
export function openSqliteFile(file: string, schema: string): SqliteFile {
  mkdirSync(dirname(file), { recursive: true });
  const db = namingFile(file, () => open(file, schema));
  const prepared = new Map<string, StatementSync>();
  const sql = (text: string) => {
    const known = prepared.get(text) ?? db.prepare(text);
    prepared.set(text, known);
    return known;
  };
  const transaction = <T>(work: () => T) => {
    sql('BEGIN IMMEDIATE').run();
    try {
      const result = work();
      sql('COMMIT').run();
      return result;
    } catch (error) {
      // A full disk has rolled it back already.
      if (db.isTransaction) sql('ROLLBACK').run();
      throw error;
    }
  };
  return { sql, transaction, close: () => db.close() };
}

function open(file: string, schema: string) {
  const db = new DatabaseSync(file);
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
    db.exec(schema);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
