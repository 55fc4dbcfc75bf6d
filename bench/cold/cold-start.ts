import { execFile } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Bundle } from '../../test/support/bundles.ts';

const run = promisify(execFile);

/** Milliseconds: of the whole process, and of loading the file within it. */
export type ColdStart = { startMs: number; importMs: number };

const Told = z.object({ importMs: z.number(), problem: z.string().optional() });

/** For what is known on AWS alone. Whatever it is read as, an address is one: a name, a text. */
const ANY = 'http://127.0.0.1:9/bench';

const PROGRAM = `
const began = performance.now();
const problem = await import(process.argv[1]).then(() => undefined, error => String(error));
console.log(JSON.stringify({ importMs: performance.now() - began, problem }));
// What it opened is not waited for.
process.exit(0);
`;

/**
 * Loads a bundle in a new process, with nothing of it kept from an earlier one.
 * @throws if it cannot be loaded: then less was measured than there is
 */
export async function coldStart({ path, variables }: Bundle) {
  const given = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : ANY,
    ]),
  );
  const env = { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', ...given };
  const args = ['--input-type=module', '--eval', PROGRAM, pathToFileURL(path).href];
  const began = performance.now();
  const { stdout } = await run(process.execPath, args, { env, timeout: 60_000 });
  const startMs = performance.now() - began;
  const { importMs, problem } = Told.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  if (problem) throw new Error(`${path}: ${problem}`);
  return { startMs, importMs } satisfies ColdStart;
}
