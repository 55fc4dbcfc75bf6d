import { authKeys } from '../../../../src/adapters/crypto/keys.ts';

export const keys = authKeys('a secret text of sixty-four characters, more or less, whatever');
export const otherKeys = authKeys('another secret text of sixty-four characters, just as random');
