// Starts every command: `node local/setup/run.mjs [--tests] SCRIPT ARGS…`.
// Plain JavaScript for any Node from 20 on, because it is what runs before anything is installed:
// it installs the packages, then the programs, then starts SCRIPT in Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const STAMP = join(ROOT, 'node_modules', '.castline-lock');
const NODE_24 = join(ROOT, 'node_modules', '.bin', 'node');
const NEEDED_MAJOR = 24;

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  process.exit(1);
}

/** Skipped while the lockfile is the one that was installed. */
function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === lock) return;
  say('Installing packages (npm ci) …');
  // Nothing here needs an install script, so none is run.
  const done = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) fail('npm ci failed; its messages are above.');
  writeFileSync(STAMP, lock);
}

/** ffmpeg and the offline engines; the same script builds the container image. */
function installPrograms(extra) {
  const script = join(ROOT, 'containers', 'worker', 'install.sh');
  const done = spawnSync('bash', [script, ...extra], { stdio: ['ignore', 2, 2] });
  if (done.status !== 0) process.exit(done.status ?? 1);
}

function nodeBinary() {
  if (Number(process.versions.node.split('.')[0]) === NEEDED_MAJOR) return process.execPath;
  if (existsSync(NODE_24)) return NODE_24;
  return fail(
    `Castline runs on Node ${NEEDED_MAJOR}; this is ${process.versions.node}. Install it.`,
  );
}

const [first, ...rest] = process.argv.slice(2);
const withTests = first === '--tests';
const [script, ...args] = withTests ? rest : [first, ...rest];

installPackages();
installPrograms(withTests ? ['chromium', 'curl', 'jq'] : []);
const child = spawn(nodeBinary(), [join(ROOT, script), ...args], { stdio: 'inherit' });
// Ctrl-C reaches the child by itself: this one only waits for it to end cleanly.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
