import { createHash, randomBytes } from 'node:crypto';
import type { OneTimeSecrets } from '../../workspaces/ports.ts';

const SECRET_BYTES = 32;

/** 256 random bits cannot be guessed, so a plain hash keeps them as well as a slow one. */
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');

export const oneTimeSecrets: OneTimeSecrets = {
  issue: use => {
    const text = `castline_${use}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    return { text, hash: hashOf(text) };
  },
  hashOf,
};
