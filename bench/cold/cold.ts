import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { API_FUNCTIONS } from '../../lib/functions.ts';
import { synthesize } from '../../local/cloud/synth.ts';
import { bundleOf } from '../../test/support/bundles.ts';
import type { Bench } from '../bench.contract.ts';
import { type ColdStart, coldStart } from './cold-start.ts';

const TEMPLATES = join('.castline', 'bench', 'cdk.out.bundles');
/** The median of so many starts. */
const ROUNDS = 9;

type Row = { name: string; kilobytes: number; startMs: number; importMs: number; times: number };

/**
 * Starts of Node that load what would be deployed, each in a process of its own, beside a handler that
 * does nothing. They take turns, so that whatever else the machine does is in all of them.
 */
export const coldBench: Bench = async ({ json }) => {
  await mkdir(TEMPLATES, { recursive: true });
  await synthesize(TEMPLATES, () => undefined, { bundles: true });
  const folder = await mkdtemp(join(tmpdir(), 'castline-bench-cold-'));
  try {
    const nothing = join(folder, 'index.mjs');
    await writeFile(nothing, 'export const handler = async () => ({ statusCode: 204 });\n');
    const cases = [
      { name: 'nothing', path: nothing, variables: {} },
      ...API_FUNCTIONS.map(({ id, entry }) => ({ name: id, ...bundleOf(TEMPLATES, entry) })),
    ];
    const starts = new Map<string, ColdStart[]>(cases.map(({ name }) => [name, []]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const each of cases) starts.get(each.name)?.push(await coldStart(each));
    }
    const sizes = await Promise.all(cases.map(async ({ path }) => (await stat(path)).size));
    const rows = cases.map(({ name }, index) => rowOf(name, sizes[index] ?? 0, starts));
    return json ? JSON.stringify(rows) : lines(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

function rowOf(name: string, bytes: number, starts: ReadonlyMap<string, ColdStart[]>): Row {
  const own = starts.get(name) ?? [];
  const bare = median((starts.get('nothing') ?? []).map(({ startMs }) => startMs));
  const startMs = median(own.map(each => each.startMs));
  const importMs = median(own.map(each => each.importMs));
  return { name, kilobytes: Math.round(bytes / 1024), startMs, importMs, times: startMs / bare };
}

const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;

const lines = (rows: readonly Row[]) =>
  [
    '| function | kB | start of Node with it ms | × of nothing | of it import ms |',
    '|---|---|---|---|---|',
    ...rows.map(
      ({ name, kilobytes, startMs, times, importMs }) =>
        `| ${name} | ${kilobytes} | ${startMs.toFixed(0)} | ${times.toFixed(2)} | ${importMs.toFixed(0)} |`,
    ),
  ].join('\n');
