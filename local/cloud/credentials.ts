import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../emulators/wire/kept-file.ts';

const Credentials = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
export type Credentials = z.infer<typeof Credentials>;

/** The owner may read and write, nobody else anything. */
const PRIVATE = 0o600;

/** The key that signs requests to this cloud; kept, so that signed links survive a restart. */
export function keptCredentials(dataDir: string): Credentials {
  const file = join(dataDir, 'credentials.json');
  // A new key in place of one that cannot be read would break links without a word.
  if (existsSync(file)) {
    chmodSync(file, PRIVATE);
    return readJsonFile(file, Credentials);
  }
  const made = {
    accessKeyId: `LOCAL${randomBytes(8).toString('hex').toUpperCase().slice(0, 15)}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
  };
  writeFileSync(file, JSON.stringify(made), { mode: PRIVATE });
  return made;
}
