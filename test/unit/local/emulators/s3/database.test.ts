import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../../../local/emulators/s3/store/database.ts';
import { openObjects } from '../../../../../local/emulators/s3/store/objects.ts';

const OLD_OBJECTS = `CREATE TABLE objects (
  bucket TEXT NOT NULL, key TEXT NOT NULL, content_id TEXT NOT NULL,
  size_bytes INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL,
  headers TEXT NOT NULL, tags TEXT NOT NULL, checksum TEXT, PRIMARY KEY (bucket, key)
) STRICT, WITHOUT ROWID;
INSERT INTO objects VALUES ('media', 'old', 'c1', 3, 'e1', 7, '{"content-type":"text/plain"}', '{}', NULL)`;

test('a folder from the time of tags keeps its objects and takes new ones', () => {
  const folder = mkdtempSync(join(tmpdir(), 's3-database-'));
  try {
    const file = join(folder, 'index.sqlite');
    const before = new DatabaseSync(file);
    before.exec(OLD_OBJECTS);
    before.close();
    const database = openDatabase(file);
    const objects = openObjects(database);
    const old = objects.find('media', 'old');
    expect(old).toEqual({
      bucket: 'media',
      key: 'old',
      content_id: 'c1',
      size_bytes: 3,
      etag: 'e1',
      modified_at: 7,
      headers: { 'content-type': 'text/plain' },
      checksum: null,
    });
    if (old) objects.put({ ...old, key: 'new' });
    expect(objects.listFrom('media', '', 10).map(({ key }) => key)).toEqual(['new', 'old']);
    database.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
