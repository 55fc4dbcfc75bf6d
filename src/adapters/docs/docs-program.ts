import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const BUNDLE = '@scalar/api-reference/browser/standalone.js';

/** The API pages' program from its package, gzipped. It goes along with the Lambda as a file. */
export async function docsProgram(): Promise<Uint8Array> {
  const path = createRequire(import.meta.url).resolve(BUNDLE);
  return promisify(gzip)(await readFile(path));
}
