import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { homedir, machine } from 'node:os';
import { join } from 'node:path';

/** The program, and what its environment is made of. */
const WHISPER = join(import.meta.dirname, 'whisper');

export type SpeechEnvironment = { python: string; program: string; modelFolder: string };

/**
 * Where containers/worker/install-speech.sh keeps the engine: by the hash of what it is made of, so
 * that all checkouts share one, and a change of requirements makes another.
 */
export function speechEnvironment(variables = process.env): SpeechEnvironment {
  const caches = variables.XDG_CACHE_HOME || join(variables.HOME ?? homedir(), '.cache');
  const cache = variables.OFFLINE_SPEECH_CACHE || join(caches, 'castline');
  const hash = createHash('sha256');
  for (const file of ['requirements.txt', 'model.sha256']) {
    hash.update(readFileSync(join(WHISPER, file)));
  }
  const folder = join(cache, `speech-${hash.digest('hex').slice(0, 16)}-${machine()}`);
  return {
    python: join(folder, 'bin', 'python'),
    program: join(WHISPER, 'whisper.py'),
    modelFolder: join(folder, 'model'),
  };
}
