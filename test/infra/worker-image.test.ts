import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { WORKER_DOCKERFILE, WORKER_ENTRY } from '../../lib/constructs/worker-task.ts';
import { speechEnvironment } from '../../src/adapters/speech/offline/environment.ts';
import { app } from './support/cloud.ts';
import { ESSENTIAL, PROGRAMS, WORDS } from './support/worker-programs.ts';

const INSTALL = 'containers/worker/install.sh';
const script = readFileSync(INSTALL, 'utf8');
const packages = /^packages="(.+)"$/m.exec(script)?.[1]?.split(' ') ?? [];

describe('programs', () => {
  const sources = globSync(['src/adapters/**/*.ts', 'containers/**/*.ts']);
  const literals = new Set(
    sources.flatMap(file =>
      [...readFileSync(file, 'utf8').matchAll(/'(\/?\w[\w/.-]*)'/g)].map(([, text = '']) => text),
    ),
  );
  const FOLDERS = ['/usr/bin', '/usr/sbin', '/usr/local/bin'];
  const onMachine = [...literals].filter(text =>
    text.startsWith('/')
      ? /^\/(usr|opt|bin|etc)\//.test(text)
      : !text.includes('/') && FOLDERS.some(folder => existsSync(join(folder, text))),
  );

  test('everything that workers use of the machine is in the table', () => {
    expect(sources.length).toBeGreaterThan(20);
    const unknown = onMachine.filter(text => !(text in PROGRAMS) && !WORDS.includes(text));
    expect(unknown).toEqual([]);
  });

  test.each(Object.entries(PROGRAMS))(
    '%s is used and comes with %s, which is installed',
    (program, name) => {
      expect(literals).toContain(program);
      expect([...packages, ...ESSENTIAL]).toContain(name);
    },
  );

  test.runIf(existsSync('/usr/bin/dpkg'))('Debian says the same', () => {
    for (const [program, name] of Object.entries(PROGRAMS)) {
      const path = FOLDERS.map(folder => join(folder, program)).find(existsSync) ?? program;
      const owner = execFileSync('dpkg', ['-S', path], { encoding: 'utf8' });
      expect(owner.split(':')[0]).toBe(name);
    }
  });
});

describe('the Dockerfile', () => {
  const lines = readFileSync(WORKER_DOCKERFILE, 'utf8')
    .split('\n')
    .filter(line => /^[A-Z]+ /.test(line))
    .map(line => ({
      instruction: line.split(' ')[0] ?? '',
      text: line.slice(line.indexOf(' ') + 1),
    }));
  const only = (instruction: string) => {
    const found = lines.filter(line => line.instruction === instruction);
    expect(found).toHaveLength(1);
    return found[0]?.text;
  };
  const copied = lines
    .filter(({ instruction }) => instruction === 'COPY')
    .flatMap(({ text }) => text.split(' ').slice(0, -1));

  test('starts from Debian 12 with the Node of Lambda', () => {
    expect(only('FROM')).toBe('node:24-bookworm-slim');
  });

  test('installs by the script of every developer, and only locked packages without their scripts', () => {
    const runs = lines.filter(({ instruction }) => instruction === 'RUN').map(({ text }) => text);
    expect(runs).toHaveLength(4);
    expect(runs[0]).toContain(`sh ${INSTALL}`);
    expect(runs[1]).toContain('npm ci --omit=dev --omit=optional --ignore-scripts');
  });

  test('works as an ordinary user and starts the worker', () => {
    expect(only('USER')).toBe('node');
    const [program, ...args] = z.array(z.string()).parse(JSON.parse(only('ENTRYPOINT') ?? ''));
    expect([program, args.at(-1)]).toEqual(['node', WORKER_ENTRY]);
    // Before the script are options of Node, and Node refuses those it does not know.
    for (const option of args.slice(0, -1)) {
      expect(process.allowedNodeEnvironmentFlags).toContain(option.split('=')[0]);
    }
    const order = lines.map(({ instruction }) => instruction);
    expect(order.lastIndexOf('USER')).toBeGreaterThan(order.lastIndexOf('COPY'));
    expect(existsSync(WORKER_ENTRY)).toBe(true);
  });

  test('warms up as the user of the worker, in a folder of its own: Node keeps a cache for each', () => {
    const order = lines.map(({ instruction }) => instruction);
    const warmUp = order.lastIndexOf('RUN');
    expect(lines[warmUp]?.text).toContain('warm-up.ts');
    expect(warmUp).toBeGreaterThan(order.lastIndexOf('USER'));
    const setting = lines.find(({ text }) => text.startsWith('NODE_COMPILE_CACHE='));
    const folder = setting?.text.split('/').at(-1);
    const made = lines.findIndex(({ text }) => text === `install -d -o node -g node ${folder}`);
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(order.lastIndexOf('USER'));
    const cache = mkdtempSync(join(tmpdir(), 'castline-cache-'));
    execFileSync(process.execPath, ['-e', 'require("zod")'], {
      env: { NODE_COMPILE_CACHE: cache },
    });
    expect(readdirSync(cache)[0]).toMatch(new RegExp(`-${process.getuid?.()}$`));
    rmSync(cache, { recursive: true });
  });

  test('keeps all that Node makes of the sources for any worker, with the options it runs with', () => {
    const warmUp = lines.findLast(({ instruction }) => instruction === 'RUN')?.text ?? '';
    const [setting = '', program, ...args] = warmUp.split(' ');
    const entry = z.array(z.string()).parse(JSON.parse(only('ENTRYPOINT') ?? ''));
    expect([program, ...args.slice(0, -1)]).toEqual(entry.slice(0, -1));
    const cache = mkdtempSync(join(tmpdir(), 'castline-cache-'));
    const [name = '', value] = setting.split('=');
    const env = { NODE_COMPILE_CACHE: cache, [name]: value };
    const kept = () => readdirSync(cache, { recursive: true }).length;
    execFileSync(process.execPath, args, { env });
    const first = kept();
    expect(first).toBeGreaterThan(200);
    // A worker itself, up to where it finds that nobody ordered anything.
    const worker = spawnSync(process.execPath, entry.slice(1), { env, encoding: 'utf8' });
    expect(worker.stderr).toContain('TASK_TOKEN');
    // The entry point alone is new: its code, and its source without types.
    expect(kept()).toBeLessThanOrEqual(first + 2);
    rmSync(cache, { recursive: true });
  });

  test('copies what is there, and the image gets nothing else', () => {
    for (const source of copied) expect(existsSync(source)).toBe(true);
    const folder = readdirSync(app.outdir).find(name =>
      existsSync(join(app.outdir, name, INSTALL)),
    );
    const roots = new Set(copied.map(source => source.split('/')[0]));
    expect(new Set(readdirSync(join(app.outdir, folder ?? '')))).toEqual(
      new Set([...roots, '.dockerignore']),
    );
  });
});

describe('install.sh', () => {
  const bin = mkdtempSync(join(tmpdir(), 'castline-bin-'));
  afterAll(() => rmSync(bin, { recursive: true, force: true }));
  const fake = (name: string, body: string) =>
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  const calls = join(bin, 'calls');
  const cache = join(bin, 'cache');
  const { python, modelFolder } = speechEnvironment({ OFFLINE_SPEECH_CACHE: cache });
  // The speech engine is there: install-speech.test.ts is about that.
  mkdirSync(dirname(python), { recursive: true });
  writeFileSync(python, '#!/bin/sh\necho Python 3.12.1\n', { mode: 0o755 });
  writeFileSync(join(dirname(modelFolder), 'made-by'), 'Python 3.12\n');

  /** Runs the script on a machine that has these packages. */
  function install(machine: { has: string[]; user: number }, ...more: string[]) {
    rmSync(calls, { force: true });
    fake(
      'dpkg-query',
      `case " ${machine.has.join(' ')} " in *" $3 "*) printf installed;; *) exit 1;; esac`,
    );
    fake('id', `echo ${machine.user}`);
    fake('apt-get', `echo "$@" >> ${calls}`);
    const environment = { PATH: `${bin}:/usr/bin:/bin`, OFFLINE_SPEECH_CACHE: cache };
    const ran = spawnSync('sh', [INSTALL, ...more], { env: environment, encoding: 'utf8' });
    const called = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
    return { ...ran, called };
  }

  test('does nothing where everything is there', () => {
    const { status, stdout, stderr, called } = install({ has: packages, user: 1000 });
    expect({ status, stdout, stderr, called }).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
      called: [],
    });
  });

  test('says in one line what is missing to somebody who may not install', () => {
    const { status, stderr, called } = install({ has: ['ffmpeg'], user: 1000 });
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(
      `apt-get install --no-install-recommends ${packages.slice(1).join(' ')}`,
    );
    expect(called).toEqual([]);
  });

  test('installs what is missing, and what else was asked for', () => {
    const { status, called } = install({ has: packages.slice(1), user: 0 }, 'chromium');
    expect(status).toBe(0);
    expect(called[0]).toMatch(/^update /);
    expect(called[1]).toMatch(/^install .*--no-install-recommends .* ffmpeg chromium$/);
    expect(called).toHaveLength(2);
  });
});
