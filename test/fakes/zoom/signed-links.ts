import { createHmac, randomBytes } from 'node:crypto';

/** Links of the storage host are short-lived; the contract names no life, S3's usual one is taken. */
const LIFE = 3_600_000;

/** Addresses that carry their own right, so that they need no Authorization (contract §4). */
export function signedLinks(now: () => number) {
  const key = randomBytes(16);
  const sign = (id: string, expires: string) =>
    createHmac('sha256', key).update(`${id} ${expires}`).digest('base64url');
  return {
    /** `hops` are answered with a redirect to the same file before it is served. */
    issue(origin: string, id: string, hops: number) {
      const expires = `${now() + LIFE}`;
      const query = new URLSearchParams({ expires, signature: sign(id, expires), hops: `${hops}` });
      return `${origin}/replay/${encodeURIComponent(id)}?${query}`;
    },
    isValid(id: string, query: URLSearchParams) {
      const expires = query.get('expires') ?? '';
      return query.get('signature') === sign(id, expires) && now() < Number(expires);
    },
  };
}
