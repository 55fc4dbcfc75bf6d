import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';
import type { Passwords } from '../../workspaces/ports.ts';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memorySize: 19_456, iterations: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const { memorySize, iterations, parallelism } = PARAMETERS;
const CURRENT = `$argon2id$v=19$m=${memorySize},t=${iterations},p=${parallelism}$`;

/** argon2id in WebAssembly: nothing to compile for Lambda's processors. Hashes are PHC texts. */
export function argonPasswords(): Passwords {
  const hash = (password: string) =>
    argon2id({
      ...PARAMETERS,
      password,
      salt: randomBytes(SALT_BYTES),
      hashLength: HASH_BYTES,
      outputType: 'encoded',
    });
  return {
    hash,
    verify: async (password, phc) => ({
      matches: await argon2Verify({ password, hash: phc }),
      outdated: !phc.startsWith(CURRENT),
    }),
    pretend: async password => {
      await hash(password);
    },
  };
}
