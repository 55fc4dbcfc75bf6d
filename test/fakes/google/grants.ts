import { randomBytes } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** §2. The life of a code is not in the contract, that of an access token is what is seen. */
const LIFE = {
  codeMs: 10 * MINUTE_MS,
  accessMs: 60 * MINUTE_MS,
  unusedRefreshMs: 183 * DAY_MS,
  testingRefreshMs: 7 * DAY_MS,
} as const;

/** Per user and client; the next one drops the oldest without a word. */
const MAX_REFRESH_TOKENS = 50;

/** Which person let which app do what. */
export type Consent = { userId: string; clientId: string; scopes: readonly string[] };
export type Code = Consent & { redirectUri: string; offline: boolean; expiresAtMs: number };
type AccessToken = Consent & { refreshToken: string | undefined; expiresAtMs: number };
type RefreshToken = Consent & { usedAtMs: number; diesAtMs: number };

export type Grants = ReturnType<typeof createGrants>;

const secret = (prefix: string) => `${prefix}${randomBytes(24).toString('base64url')}`;
const samePair = (a: Consent, b: Pick<Consent, 'userId' | 'clientId'>) =>
  a.userId === b.userId && a.clientId === b.clientId;

/** Codes and tokens, and when each of them dies. */
export function createGrants(clock: Clock) {
  const codes = new Map<string, Code>();
  const accessTokens = new Map<string, AccessToken>();
  const refreshTokens = new Map<string, RefreshToken>();

  const refreshTokensOf = (pair: Pick<Consent, 'userId' | 'clientId'>) =>
    [...refreshTokens].filter(([, token]) => samePair(token, pair));

  function giveCode(grant: Omit<Code, 'expiresAtMs'>) {
    const code = secret('4/0A');
    codes.set(code, { ...grant, expiresAtMs: clock.now() + LIFE.codeMs });
    return code;
  }

  /** A code is spent by the first who shows it, even where the rest of the call is refused. */
  function takeCode(code: string): Code | undefined {
    const found = codes.get(code);
    codes.delete(code);
    return found && found.expiresAtMs > clock.now() ? found : undefined;
  }

  function giveAccess(consent: Consent, refreshToken?: string) {
    const token = secret('ya29.');
    const expiresAtMs = clock.now() + LIFE.accessMs;
    const { userId, clientId, scopes } = consent;
    accessTokens.set(token, { userId, clientId, scopes, refreshToken, expiresAtMs });
    return { token, expiresInSeconds: LIFE.accessMs / 1000 };
  }

  function giveRefresh(consent: Consent, testing: boolean) {
    const token = secret('1//0');
    const { userId, clientId, scopes } = consent;
    const diesAtMs = testing ? clock.now() + LIFE.testingRefreshMs : Infinity;
    refreshTokens.set(token, { userId, clientId, scopes, usedAtMs: clock.now(), diesAtMs });
    for (const [oldest] of refreshTokensOf(consent).slice(0, -MAX_REFRESH_TOKENS)) {
      refreshTokens.delete(oldest);
    }
    return { token, ...(testing && { expiresInSeconds: LIFE.testingRefreshMs / 1000 }) };
  }

  /** Alive, and from now on used again. */
  function useRefresh(token: string): RefreshToken | undefined {
    const found = refreshTokens.get(token);
    const nowMs = clock.now();
    if (!found || found.diesAtMs <= nowMs) return undefined;
    if (found.usedAtMs + LIFE.unusedRefreshMs <= nowMs) return undefined;
    found.usedAtMs = nowMs;
    return found;
  }

  /** The person takes the app out of the account: all tokens of both are dead. */
  function revoke(pair: Pick<Consent, 'userId' | 'clientId'>) {
    for (const tokens of [accessTokens, refreshTokens]) {
      for (const [token, grant] of tokens) if (samePair(grant, pair)) tokens.delete(token);
    }
  }

  return {
    giveCode,
    takeCode,
    giveAccess,
    giveRefresh,
    useRefresh,
    revoke,
    access: (token: string) => accessTokens.get(token),
    /** Whose token it is, of either kind. */
    ownerOf: (token: string): Consent | undefined =>
      accessTokens.get(token) ?? refreshTokens.get(token),
    refreshTokensOf,
    view: () => ({
      access_tokens: accessTokens.size,
      refresh_tokens: [...refreshTokens.values()].map(({ userId, clientId, scopes }) => ({
        user: userId,
        client_id: clientId,
        scopes,
      })),
    }),
  };
}
