import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { readJsonFile } from '../wire/kept-file.ts';
import { type Secret, SecretsFile } from './secrets.contract.ts';

/** The owner may read and write, nobody else anything. */
const PRIVATE = 0o600;

export type SecretStore = {
  get: (name: string) => Secret | undefined;
  names: () => string[];
  /** On disk when it returns. */
  put: (name: string, secret: Secret) => void;
};

export function openSecretStore(file: string): SecretStore {
  mkdirSync(dirname(file), { recursive: true });
  const content = read(file);
  return {
    get: name => (Object.hasOwn(content.secrets, name) ? content.secrets[name] : undefined),
    names: () => Object.keys(content.secrets),
    put: (name, secret) => {
      content.secrets[name] = secret;
      write(file, content);
    },
  };
}

function read(file: string): SecretsFile {
  if (!existsSync(file)) return { version: 1, secrets: {} };
  chmodSync(file, PRIVATE);
  return readJsonFile(file, SecretsFile);
}

/** Written beside and renamed, so that a crash leaves the old file or the new one, never half of it. */
function write(file: string, content: SecretsFile) {
  const draft = `${file}.${process.pid}.tmp`;
  const handle = openSync(draft, 'w', PRIVATE);
  try {
    writeFileSync(handle, `${JSON.stringify(content, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}
