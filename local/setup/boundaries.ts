import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { LAYERS, outsideLayers, staleInLayers } from './layers.ts';

/** A checker that follows no imports finds no violations: far fewer modules than this is a fault. */
const FEWEST_MODULES = 150;

const FOLDERS = ['src', 'local', 'lib', 'functions', 'containers', 'bin', 'bench', 'web'];
const args = ['--config', '.dependency-cruiser.cjs', ...FOLDERS];
const done = spawnSync('node_modules/.bin/depcruise', args, { encoding: 'utf8' });
console.log(done.stdout, done.stderr);
const modules = Number(/(\d+) modules/.exec(done.stdout)?.[1] ?? 0);

const faults = [
  ...(modules < FEWEST_MODULES ? [`Only ${modules} modules were seen: the check is blind.`] : []),
  ...Object.entries(LAYERS).flatMap(([folder, table]) => {
    const names = readdirSync(folder);
    return [
      ...outsideLayers(names, table).map(name => `${folder}/${name} is not in layers.json.`),
      ...staleInLayers(names, table).map(
        name => `layers.json: ${folder} has no ${name}, or twice.`,
      ),
    ];
  }),
];
for (const fault of faults) console.log(fault);
process.exitCode = done.status !== 0 || faults.length > 0 ? 1 : 0;
