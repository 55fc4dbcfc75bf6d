import { createHash, randomBytes } from 'node:crypto';
import { ZoomApiError, ZoomOAuthError } from './errors.ts';

const MINUTE = 60_000;
/** Lives of contract §2: codes 5 minutes, access tokens an hour, refresh tokens about 90 days. */
const LIFE = { code: 5 * MINUTE, access: 60 * MINUTE, refresh: 90 * 24 * 60 * MINUTE };

/** What a user or an account allowed an app to do. */
export type Grant = {
  clientId: string;
  accountId: string;
  /** Absent for Server-to-Server, which acts for the whole account. */
  userId?: string;
  scopes: readonly string[];
  revoked: boolean;
};
type Token = { grant: Grant; expiresAt: number };
type Code = Token & { redirectUri: string; challenge?: string; method: string };

export type CodeRequest = { grant: Grant; redirectUri: string; challenge?: string; method: string };
export type CodeExchange = {
  clientId: string;
  code: string;
  redirectUri: string;
  verifier?: string;
};

/** Codes and tokens, with the one rule that costs clients most: a refresh token works once (§2). */
export function grantStore(now: () => number) {
  const codes = new Map<string, Code>();
  const access = new Map<string, Token>();
  const refresh = new Map<string, Token>();
  const grants: Grant[] = [];
  let refreshes = 0;

  const isSame = (one: Grant, other: Grant) =>
    one.clientId === other.clientId &&
    one.accountId === other.accountId &&
    one.userId === other.userId;

  function tokensOf(grant: Grant) {
    const token = secret();
    access.set(token, { grant, expiresAt: now() + LIFE.access });
    const answer = {
      access_token: token,
      token_type: 'bearer',
      expires_in: LIFE.access / 1000 - 1,
      scope: grant.scopes.join(' '),
    };
    if (!grant.userId) return answer;
    const refreshToken = secret();
    refresh.set(refreshToken, { grant, expiresAt: now() + LIFE.refresh });
    return { ...answer, refresh_token: refreshToken };
  }

  return {
    /** A code for the address that the browser is sent back to. */
    code({ grant, ...request }: CodeRequest) {
      const code = secret();
      codes.set(code, { ...request, grant, expiresAt: now() + LIFE.code });
      return code;
    },

    exchange({ clientId, code, redirectUri, verifier }: CodeExchange) {
      const found = codes.get(code);
      if (found?.grant.clientId !== clientId) throw new ZoomOAuthError('code_invalid');
      // One use, even if it is refused for what follows.
      codes.delete(code);
      if (found.expiresAt <= now()) throw new ZoomOAuthError('code_expired');
      if (found.redirectUri !== redirectUri) throw new ZoomOAuthError('redirect_mismatch');
      if (!fits(found, verifier)) throw new ZoomOAuthError('bad_verifier');
      // Only the newest authorization of an app by a user is valid (4737 to 4741).
      for (const old of grants) if (isSame(old, found.grant)) old.revoked = true;
      grants.push(found.grant);
      return tokensOf(found.grant);
    },

    refresh(clientId: string, token: string, isGone: (userId: string | undefined) => boolean) {
      const found = refresh.get(token);
      if (found?.grant.clientId !== clientId || found.expiresAt <= now()) {
        throw new ZoomOAuthError('refresh_invalid');
      }
      if (found.grant.revoked) throw new ZoomOAuthError('revoked');
      if (isGone(found.grant.userId)) throw new ZoomOAuthError('owner_gone');
      refresh.delete(token);
      refreshes += 1;
      return tokensOf(found.grant);
    },

    /** Server-to-Server. `single` makes a new token end the former ones (unverified in §2). */
    ofAccount(grant: Grant, single: boolean) {
      for (const old of grants) if (single && isSame(old, grant)) old.revoked = true;
      grants.push(grant);
      return tokensOf(grant);
    },

    /** The grant behind an access token of a call. */
    check(token: string | undefined) {
      const found = token ? access.get(token) : undefined;
      if (!found || found.grant.revoked) throw new ZoomApiError('invalid_token');
      if (found.expiresAt <= now()) throw new ZoomApiError('expired_token');
      return found.grant;
    },

    /** Ends all that came of the consent behind a token, as `POST /oauth/revoke` does. */
    revoke(clientId: string, token: string) {
      const grant = (access.get(token) ?? refresh.get(token))?.grant;
      if (grant?.clientId === clientId) grant.revoked = true;
    },

    /** The user removed the app, or the account did. */
    revokeAll(which: (grant: Grant) => boolean) {
      for (const grant of grants) if (which(grant)) grant.revoked = true;
    },

    /** Makes access tokens of now too old, while refresh tokens stay. */
    expireAccess() {
      for (const token of access.values()) token.expiresAt = now();
    },

    counts: () => ({
      refreshes,
      grants: grants.length,
      live: grants.filter(g => !g.revoked).length,
    }),
  };
}

export type GrantStore = ReturnType<typeof grantStore>;

function secret() {
  return randomBytes(32).toString('base64url');
}

/** PKCE: a code that was asked for with a challenge is only given for its verifier. */
function fits({ challenge, method }: Code, verifier: string | undefined) {
  if (!challenge) return true;
  if (!verifier) return false;
  if (method !== 'S256') return verifier === challenge;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
