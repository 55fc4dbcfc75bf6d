import { randomBytes } from 'node:crypto';
import { ZoomApiError } from './errors.ts';

/** How long a token of the next page lives (contract §3). */
const LIFE = 15 * 60_000;

/** Tokens of further pages: they expire, and go with the filters that they were made for (§7). */
export function pageTokens(now: () => number) {
  const tokens = new Map<string, { filters: string; offset: number; expiresAt: number }>();
  return {
    issue(filters: string, offset: number) {
      const token = randomBytes(18).toString('base64url');
      tokens.set(token, { filters, offset, expiresAt: now() + LIFE });
      return token;
    },
    /** Where the page begins. A token may be used again while it lives: an answer can get lost. */
    open(token: string, filters: string) {
      const found = tokens.get(token);
      if (!found || found.expiresAt <= now() || found.filters !== filters) {
        throw new ZoomApiError('bad_input', 'The next page token is invalid or expired.');
      }
      return found.offset;
    },
  };
}

export type PageTokens = ReturnType<typeof pageTokens>;
