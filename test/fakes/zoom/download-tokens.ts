import { randomBytes } from 'node:crypto';

/** Tokens that open the files of one meeting: of events (24 h, contract §4) or asked for with a `ttl` (§3). */
export function downloadTokens(now: () => number) {
  const tokens = new Map<string, { uuid: string; expiresAt: number }>();
  return {
    issue(uuid: string, lifeSeconds: number) {
      const token = randomBytes(32).toString('base64url');
      tokens.set(token, { uuid, expiresAt: now() + lifeSeconds * 1000 });
      return token;
    },
    /** False for a token of another meeting, one that is too old, and one that never was. */
    opens(token: string, uuid: string) {
      const found = tokens.get(token);
      return found?.uuid === uuid && now() < found.expiresAt;
    },
  };
}

export type DownloadTokens = ReturnType<typeof downloadTokens>;
