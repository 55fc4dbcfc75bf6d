import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { isId, type SessionId, type UserId } from '../../kernel/ids.ts';
import type { RefreshTokenParts } from '../../workspaces/ports.ts';
import type { AuthKeys } from './keys.ts';

const SECRET_BYTES = 32;

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

const mark = ({ refreshKey }: AuthKeys, text: string) =>
  createHmac('sha256', refreshKey).update(text).digest('base64url').slice(0, 22);

/**
 * `user.session.secret.mark`. The mark proves that we issued it, so that only a token that once
 * was good can end a session by being shown again: knowing a session's id is not enough.
 */
export function issueRefreshToken(keys: AuthKeys, userId: UserId, sessionId: SessionId) {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  const text = `${userId}.${sessionId}.${secret}`;
  return { token: `${text}.${mark(keys, text)}`, hash: hashOf(secret) };
}

/** Undefined for every text that we did not issue. */
export function readRefreshToken(keys: AuthKeys, token: string): RefreshTokenParts | undefined {
  const [userId, sessionId, secret, shown, ...rest] = token.split('.');
  if (!userId || !sessionId || !secret || !shown || rest.length > 0) return undefined;
  const expected = Buffer.from(mark(keys, `${userId}.${sessionId}.${secret}`));
  const actual = Buffer.from(shown);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) return undefined;
  if (!isId('user', userId) || !isId('session', sessionId)) return undefined;
  return { userId, sessionId, hash: hashOf(secret) };
}
