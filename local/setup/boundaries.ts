import { spawnSync } from 'node:child_process';

/** A checker that follows no imports finds no violations: far fewer modules than this is a fault. */
const FEWEST_MODULES = 150;

const FOLDERS = ['src', 'local', 'lib', 'functions', 'containers', 'bin', 'bench', 'web'];
const args = ['--config', '.dependency-cruiser.cjs', ...FOLDERS];
const done = spawnSync('node_modules/.bin/depcruise', args, { encoding: 'utf8' });
console.log(done.stdout, done.stderr);
const modules = Number(/(\d+) modules/.exec(done.stdout)?.[1] ?? 0);
if (modules < FEWEST_MODULES) console.log(`Only ${modules} modules were seen: the check is blind.`);
process.exitCode = done.status !== 0 || modules < FEWEST_MODULES ? 1 : 0;
