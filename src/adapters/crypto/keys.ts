import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** PKCS #8 around a bare Ed25519 seed of 32 bytes (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');
const MIN_SECRET_CHARACTERS = 32;

export type AuthKeys = {
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** Names the key in a token's header: changes when the secret does. */
  keyId: string;
  /** Marks refresh tokens as issued by us. */
  refreshKey: Buffer;
  /** Every workspace's key for its cursors comes from it. */
  cursorKey: Buffer;
};

/**
 * All keys of accounts from one secret text, so that the secret may be any random text and no
 * person ever handles a key. Each use has a key of its own.
 */
export function authKeys(secret: string): AuthKeys {
  if (secret.length < MIN_SECRET_CHARACTERS) {
    throw new Error(`The auth secret needs ${MIN_SECRET_CHARACTERS} characters or more.`);
  }
  const seed = derive(secret, 'castline access token ed25519 v1');
  const key = Buffer.concat([PKCS8_ED25519, seed]);
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  return {
    privateKey,
    publicKey,
    keyId: fingerprint(publicKey),
    refreshKey: derive(secret, 'castline refresh token v1'),
    cursorKey: derive(secret, 'castline list cursor v1'),
  };
}

const derive = (secret: string, use: string) =>
  Buffer.from(hkdfSync('sha256', secret, 'castline', use, 32));

const fingerprint = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
    .slice(0, 16);
