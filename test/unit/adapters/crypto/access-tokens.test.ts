import { createHmac } from 'node:crypto';
import { base64url, decodeProtectedHeader, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import {
  signAccessToken,
  verifyAccessToken,
} from '../../../../src/adapters/crypto/access-tokens.ts';
import { authKeys } from '../../../../src/adapters/crypto/keys.ts';
import { trustedWorkspaceId } from '../../../../src/kernel/ids.ts';
import type { Speaker } from '../../../../src/workspaces/account.ts';
import { keys, otherKeys } from './sample-keys.ts';

const NOW = Date.UTC(2026, 10, 20);
const MINUTE = 60_000;

const speaker: Speaker = {
  userId: 'usr_00000000000000000000000001',
  workspaceId: trustedWorkspaceId(`wsp_${'0'.repeat(26)}`),
  sessionId: 'ses_00000000000000000000000001',
};

const token = await signAccessToken(keys, speaker, NOW);
const [header = '', payload = '', signature = ''] = token.split('.');
const json = (value: object) => base64url.encode(JSON.stringify(value));
const claims = (change: object) =>
  json({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...change });

/** A token with our key but other contents. */
const signed = (change: object, headerChange: object = {}) =>
  new SignJWT({
    workspace: speaker.workspaceId,
    session: 'ses_00000000000000000000000001',
    sub: 'usr_00000000000000000000000001',
    iss: 'castline',
    aud: 'castline-api',
    jti: 'j',
    iat: NOW / 1000,
    exp: NOW / 1000 + 900,
    ...change,
  })
    .setProtectedHeader({ alg: 'EdDSA', kid: keys.keyId, typ: 'at+jwt', ...headerChange })
    .sign(keys.privateKey);

/** The classic confusion: the public key used as an HMAC secret. */
function hs256WithPublicKey() {
  const text = `${json({ alg: 'HS256', kid: keys.keyId, typ: 'at+jwt' })}.${payload}`;
  const secret = keys.publicKey.export({ format: 'pem', type: 'spki' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

test('a token of ours speaks for 15 minutes', async () => {
  expect(await verifyAccessToken(keys, token, NOW)).toEqual(speaker);
  expect(await verifyAccessToken(keys, token, NOW + 15 * MINUTE - 1000)).toEqual(speaker);
  expect(await verifyAccessToken(keys, token, NOW + 15 * MINUTE)).toBe('token_expired');
  expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: keys.keyId, typ: 'at+jwt' });
});

test('what is signed otherwise like ours is accepted: the forgeries below fail for their own reason', async () => {
  expect(await verifyAccessToken(keys, await signed({}), NOW)).toEqual(speaker);
});

const none = json({ alg: 'none', kid: keys.keyId, typ: 'at+jwt' });

test.each([
  { name: 'no signature under alg none', forged: `${none}.${payload}.` },
  { name: 'our signature under alg none', forged: `${none}.${payload}.${signature}` },
  { name: 'HS256 with the public key', forged: hs256WithPublicKey() },
  {
    name: 'another workspace',
    forged: `${header}.${claims({ workspace: `wsp_${'1'.repeat(26)}` })}.${signature}`,
  },
  { name: 'a changed expiry', forged: `${header}.${claims({ exp: 9e9 })}.${signature}` },
  { name: 'a cut signature', forged: `${header}.${payload}.${signature.slice(0, -4)}` },
  { name: 'no signature', forged: `${header}.${payload}` },
  { name: 'the key of another deployment', forged: await signAccessToken(otherKeys, speaker, NOW) },
  { name: 'another key id', forged: await signed({}, { kid: 'other' }) },
  { name: 'no key id', forged: await signed({}, { kid: undefined }) },
  { name: 'another kind of token', forged: await signed({}, { typ: 'JWT' }) },
  { name: 'another issuer', forged: await signed({ iss: 'other' }) },
  { name: 'another audience', forged: await signed({ aud: 'other' }) },
  { name: 'no expiry', forged: await signed({ exp: undefined }) },
  { name: 'no subject', forged: await signed({ sub: undefined }) },
  { name: 'no session', forged: await signed({ session: undefined }) },
  { name: 'a malformed workspace', forged: await signed({ workspace: 'wsp_1' }) },
  { name: 'nothing', forged: '' },
  { name: 'nonsense', forged: 'a.b.c' },
])('a token with $name is refused', async ({ forged }) => {
  expect(await verifyAccessToken(keys, forged, NOW)).toBe('unauthorized');
});

test('an expired forgery is not called expired', async () => {
  const forged = await signAccessToken(otherKeys, speaker, NOW);
  expect(await verifyAccessToken(keys, forged, NOW + 60 * MINUTE)).toBe('unauthorized');
});

test('keys follow from the secret alone, and a short secret is refused', () => {
  const again = authKeys('a secret text of sixty-four characters, more or less, whatever');
  expect(again.keyId).toBe(keys.keyId);
  expect(again.privateKey.equals(keys.privateKey)).toBe(true);
  expect(otherKeys.keyId).not.toBe(keys.keyId);
  expect(() => authKeys('short')).toThrow('32 characters');
});
