import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/** The repository, wherever the cloud is started from. */
export const ROOT = new URL('../..', import.meta.url).pathname;

/** All that can change the templates: the app, and the data of `src` that it reads. */
const SOURCES = [
  'bin/**/*.ts',
  'lib/**/*',
  'src/**/*.ts',
  'functions/*/*.ts',
  'cdk.json',
  'package-lock.json',
];

/** What the image holds besides. */
const IN_BUNDLES = ['containers/**/*', 'package.json'];

const HASH_FILE = 'sources.sha256';
const OUTPUT_LIMIT = 4000;

/**
 * Synthesizes the app unless the sources are those of last time. Returns the folder of templates.
 * `app` is another app's file, which is a source, too. With `bundles`, the code of functions is
 * bundled beside the templates, as for a deployment.
 */
export async function synthesize(
  folder: string,
  log: (line: string) => void,
  { app = 'bin/castline.ts', bundles = false }: { app?: string; bundles?: boolean } = {},
): Promise<string> {
  const hash = sourcesHash([app, ...(bundles ? IN_BUNDLES : [])]);
  if (isOf(folder, hash)) return folder;
  log('Synthesizing the templates: the app has changed since the last start.');
  const draft = `${folder}.draft-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  await runApp(app, draft, bundles);
  writeFileSync(join(draft, HASH_FILE), hash);
  replace(folder, draft, hash);
  return folder;
}

const isOf = (folder: string, hash: string) => {
  const file = join(folder, HASH_FILE);
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
};

/** Another process may have synthesized the same meanwhile, and use it already: that one stays. */
function replace(folder: string, draft: string, hash: string) {
  if (!isOf(folder, hash)) rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!isOf(folder, hash)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

function sourcesHash(more: readonly string[]) {
  const hash = createHash('sha256');
  const files = globSync([...SOURCES, ...more], { cwd: ROOT, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Without the command line of CDK; without bundling where only the templates are read. */
function runApp(app: string, outputFolder: string, bundles: boolean) {
  const child = spawn(process.execPath, [app], {
    cwd: ROOT,
    env: {
      // CDK bundles with the esbuild that it finds there.
      PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
      HOME: process.env.HOME,
      CDK_OUTDIR: outputFolder,
      CDK_CONTEXT_JSON: JSON.stringify(bundles ? {} : { 'aws:cdk:bundling-stacks': [] }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-OUTPUT_LIMIT);
  });
  return new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code =>
      code === 0 ? resolve() : reject(new Error(`The CDK app ended with ${code}:\n${said}`)),
    );
  });
}
