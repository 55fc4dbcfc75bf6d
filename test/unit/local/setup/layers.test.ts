import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LAYERS, outsideLayers, staleInLayers } from '../../../../local/setup/layers.ts';

const TABLE = [{ folders: ['kernel'] }, { folders: ['plans', 'media'] }];

test.each([
  { name: 'all in the table', names: ['kernel', 'media'], outside: [] },
  { name: 'a new folder', names: ['kernel', 'billing'], outside: ['billing'] },
])('$name', ({ names, outside }) => {
  expect(outsideLayers(names, TABLE)).toEqual(outside);
});

test.each([
  { name: 'all there', names: ['kernel', 'plans', 'media'], table: TABLE, stale: [] },
  { name: 'a folder that is gone', names: ['kernel', 'media'], table: TABLE, stale: ['plans'] },
  {
    name: 'a folder in two layers',
    names: ['kernel', 'plans', 'media'],
    table: [...TABLE, { folders: ['kernel'] }],
    stale: ['kernel'],
  },
])('$name', ({ names, table, stale }) => {
  expect(staleInLayers(names, table)).toEqual(stale);
});

test.each(Object.entries(LAYERS))('every folder of %s stands in its table', (folder, table) => {
  const names = readdirSync(folder);
  expect([outsideLayers(names, table), staleInLayers(names, table)]).toEqual([[], []]);
});
