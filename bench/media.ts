import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasAutoEditor } from './auto-editor.ts';
import type { Bench } from './bench.contract.ts';
import { type KnownLecture, knowLecture } from './known-lecture.ts';
import { measureWay } from './measure-case.ts';
import { STRESS_WAYS, WAYS, type Way } from './media-cases.ts';
import type { MediaRow } from './media-row.ts';
import { mediaRow, mediaTable } from './media-table.ts';
import { warmUpRender } from './render-alone.ts';

/** Ways to cut the same lecture by the same lists, one after the other on this machine. */
export const mediaBench: Bench = async ({ seconds, json, stress }) => {
  const withAutoEditor = !stress && (await hasAutoEditor());
  const ways = stress ? STRESS_WAYS : WAYS(withAutoEditor);
  await warmUpRender();
  const folder = await mkdtemp(join(tmpdir(), 'castline-bench-media-'));
  try {
    const { rows, notes } = await measureAll(ways, seconds, folder);
    if (!stress && !withAutoEditor) notes.push('auto-editor is not on the PATH: left out.');
    return json ? JSON.stringify(rows) : mediaTable(rows, notes);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function measureAll(ways: readonly Way[], seconds: number, folder: string) {
  const rows: MediaRow[] = [];
  const notes: string[] = [];
  let known: (KnownLecture & { name: string }) | undefined;
  for (const way of ways) {
    const { lecture: name } = way;
    if (known?.name !== name) known = { ...(await knowLecture(name, seconds)), name };
    try {
      const row = await measureWay(way, { known, folder, before: rows });
      rows.push(row);
      // It takes a quarter of an hour and more: nobody should wait for it in the dark.
      console.error(mediaRow(row));
    } catch (error) {
      // Somebody else's program, in whatever version: its failure says nothing of the others.
      if (way.method !== 'auto-editor') throw error;
      notes.push(`${way.method}, ${way.list}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return { rows, notes };
}
