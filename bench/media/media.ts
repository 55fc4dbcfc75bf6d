import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from '../bench.contract.ts';
import { hasAutoEditor } from './auto-editor.ts';
import { type KnownLecture, knowLecture } from './known-lecture.ts';
import { measureCase } from './measure-case.ts';
import { type BenchCase, CASES, STRESS_CASES } from './media-cases.ts';
import type { MediaRow } from './media-row.ts';
import { mediaRow, mediaTable } from './media-table.ts';
import { warmUpRender } from './render-alone.ts';

/** Ways to cut the same lecture by the same lists, one after the other on this machine. */
export const mediaBench: Bench = async ({ seconds, json, stress }) => {
  const withAutoEditor = !stress && (await hasAutoEditor());
  const cases = stress ? STRESS_CASES : CASES(withAutoEditor);
  await warmUpRender();
  const folder = await mkdtemp(join(tmpdir(), 'castline-bench-media-'));
  try {
    const { rows, notes } = await measureAll(cases, seconds, folder);
    if (!stress && !withAutoEditor) notes.push('auto-editor is not on the PATH: left out.');
    return json ? JSON.stringify(rows) : mediaTable(rows, notes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function measureAll(cases: readonly BenchCase[], seconds: number, folder: string) {
  const rows: MediaRow[] = [];
  const notes: string[] = [];
  let known: (KnownLecture & { name: string }) | undefined;
  for (const benchCase of cases) {
    const { lecture: name } = benchCase;
    if (known?.name !== name) known = { ...(await knowLecture(name, seconds)), name };
    try {
      const row = await measureCase(benchCase, { known, folder, before: rows });
      rows.push(row);
      // It takes a quarter of an hour and more: nobody should wait for it in the dark.
      console.error(mediaRow(row));
    } catch (error) {
      // Somebody else's program, in whatever version: its failure says nothing of the others.
      if (benchCase.method !== 'auto-editor') throw error;
      notes.push(
        `${benchCase.method}, ${benchCase.list}: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
  return { rows, notes };
}
