import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Makes this process the only cloud on a data folder; two would corrupt its databases without
 * complaint. The lock is one of the system, held through SQLite: it ends with the process, however
 * that ends, so none is ever left behind. Returns how to give it back.
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const ownerFile = join(dataDir, 'lock.pid');
  const lock = new DatabaseSync(join(dataDir, 'lock'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `A local cloud already works on ${dataDir}: process ${read(ownerFile)}. Stop it, or use another folder.`,
    );
  }
  writeFileSync(ownerFile, String(process.pid));
  return () => lock.close();
}

function read(file: string) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return 'unknown';
  }
}
