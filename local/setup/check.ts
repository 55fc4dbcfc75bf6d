import { spawn } from 'node:child_process';

/**
 * `npm run check`: everything that is quick to know, side by side. Prints only what failed and
 * how long each took.
 */
const BIN = 'node_modules/.bin';
/** What is known of files that have not changed, so that a second check takes a third of the time. */
const tsc = (known: string) =>
  `${BIN}/tsc --noEmit --incremental --tsBuildInfoFile .castline/${known}.tsbuildinfo`;

const CHECKS = [
  { name: 'format and lint', command: `${BIN}/biome check --error-on-warnings .` },
  { name: 'types', command: tsc('types') },
  { name: 'types of pages', command: `${tsc('page-types')} -p web` },
  { name: 'boundaries', command: 'node local/setup/boundaries.ts' },
  { name: 'tests of use cases', command: 'node local/setup/use-case-tests.ts' },
  { name: 'unused code', command: `${BIN}/knip` },
  { name: 'unit tests', command: `${BIN}/vitest run --project unit` },
];

type Result = { name: string; seconds: number; code: number; output: string };

function run({ name, command }: (typeof CHECKS)[number]): Promise<Result> {
  const started = performance.now();
  return new Promise(resolve => {
    const child = spawn(command.replace(/^node /, `${process.execPath} `), { shell: true });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('close', code => {
      const seconds = (performance.now() - started) / 1000;
      resolve({ name, seconds, code: code ?? 1, output });
    });
  });
}

const results = await Promise.all(CHECKS.map(run));
for (const { name, seconds, code, output } of results) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
  if (code !== 0) console.log(output);
}
process.exitCode = results.some(({ code }) => code !== 0) ? 1 : 0;
