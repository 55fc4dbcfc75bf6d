import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileError, namingFile } from '../emulators/wire/kept-file.ts';

/** Only its owner may enter: tables, originals and keys of customers are in it. */
const PRIVATE = 0o700;

/**
 * Makes this process the only cloud on a data folder; two would corrupt its databases without
 * complaint. The lock is one of the system, held through SQLite: it ends with the process, however
 * that ends, so none is ever left behind. Returns how to give it back.
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: PRIVATE });
  // What is below a folder that nobody else may enter is as private, whatever its own mode.
  chmodSync(dataDir, PRIVATE);
  const ownerFile = join(dataDir, 'lock.pid');
  const lockFile = join(dataDir, 'lock');
  const lock = namingFile(lockFile, () => new DatabaseSync(lockFile));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw fileError(lockFile, error);
    throw new Error(
      `A local cloud already works on ${dataDir}: process ${read(ownerFile)}. Stop it, or use another folder.`,
    );
  }
  writeFileSync(ownerFile, String(process.pid));
  return () => lock.close();
}

/** SQLITE_BUSY: the lock is somebody's. Anything else is a fault of the file or its disk. */
const isBusy = (error: unknown) =>
  error instanceof Error && 'errcode' in error && error.errcode === 5;

function read(file: string) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
