import { errors, jwtVerify, SignJWT } from 'jose';
import { ulid } from 'ulid';
import * as z from 'zod';
import { idSchema, isWorkspaceId } from '../../kernel/ids.ts';
import type { Speaker } from '../../workspaces/account.ts';
import { ACCESS_TOKEN_SECONDS } from '../../workspaces/session.ts';
import type { AuthKeys } from './keys.ts';

const ISSUER = 'castline';
const AUDIENCE = 'castline-api';
const ALGORITHM = 'EdDSA';

const Claims = z.object({
  sub: idSchema('user'),
  workspace: z.string().refine(isWorkspaceId),
  session: idSchema('session'),
});

export function signAccessToken(keys: AuthKeys, speaker: Speaker, nowMilliseconds: number) {
  const issuedAt = Math.floor(nowMilliseconds / 1000);
  const { workspaceId: workspace, sessionId: session, userId } = speaker;
  return new SignJWT({ workspace, session })
    .setProtectedHeader({ alg: ALGORITHM, kid: keys.keyId, typ: 'at+jwt' })
    .setSubject(userId)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
    .setJti(ulid(nowMilliseconds))
    .sign(keys.privateKey);
}

/** Who a token speaks for. Only our own algorithm and key are looked at. */
export async function verifyAccessToken(
  keys: AuthKeys,
  token: string,
  nowMilliseconds: number,
): Promise<Speaker | 'unauthorized' | 'token_expired'> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys.publicKey, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'iat', 'jti'],
      currentDate: new Date(nowMilliseconds),
    });
    if (protectedHeader.kid !== keys.keyId) return 'unauthorized';
    const { sub, workspace, session } = Claims.parse(payload);
    return { userId: sub, workspaceId: workspace, sessionId: session };
  } catch (error) {
    // The signature is checked first, so only tokens of ours are ever called expired.
    return error instanceof errors.JWTExpired ? 'token_expired' : 'unauthorized';
  }
}
