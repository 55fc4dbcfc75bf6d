import { mkdir } from 'node:fs/promises';
import type { Bench } from '../bench.contract.ts';
import { DAMAGE_CLIPS } from './damage-clips.ts';
import { damageLine, damageTable } from './damage-table.ts';
import { type DamageRow, runVariant } from './run-variant.ts';

const FOLDER = '.castline/bench/damage';

/** Damaged variants of four files in turn, each by its seed, through analyze and render. */
export const damageBench: Bench = async ({ from, count, json }) => {
  await mkdir(FOLDER, { recursive: true });
  const rows: DamageRow[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    const clip = DAMAGE_CLIPS[seed % DAMAGE_CLIPS.length];
    if (!clip) continue;
    const row = await runVariant({ folder: FOLDER, clip, seed });
    rows.push(row);
    console.error(damageLine(row));
  }
  return json ? JSON.stringify(rows) : damageTable(rows);
};
