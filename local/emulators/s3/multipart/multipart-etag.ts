import { createHash } from 'node:crypto';
import type { PartRow } from '../store/uploads.ts';

/** The MD5 of the parts' MD5s, and how many there are. */
export function multipartEtag(parts: readonly Pick<PartRow, 'etag'>[]) {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}
