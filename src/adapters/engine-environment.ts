import { tmpdir } from 'node:os';

/**
 * All that an engine sees of its worker. It reads files of strangers, and a worker's variables hold
 * the task's credentials, its token and keys of providers: nothing is passed on but where programs
 * and the scratch folder are. HOME is for caches of fonts.
 */
export const engineEnvironment = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
  LANG: 'C.UTF-8',
  HOME: tmpdir(),
  TMPDIR: tmpdir(),
});
