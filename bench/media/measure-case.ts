import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keepAll } from '../../src/media/edit/plan-cuts.ts';
import { cutList } from './cut-lists.ts';
import type { KnownLecture } from './known-lecture.ts';
import { markerOffset, pictureHashes } from './measure-cut.ts';
import { type BenchCase, SELECT } from './media-cases.ts';
import type { MediaRow } from './media-row.ts';
import { withPeakMemory } from './peak-memory.ts';
import { picturePsnr } from './picture-psnr.ts';

type Around = { known: KnownLecture; folder: string; before: readonly MediaRow[] };

/** Cuts once, and looks at what came out. */
export async function measureCase(benchCase: BenchCase, { known, folder: parent, before }: Around) {
  const { path: original, source, seconds, hashes } = known;
  const edit = benchCase.list === '-' ? keepAll(seconds) : cutList(benchCase.list, seconds);
  const folder = join(parent, `${before.length}`);
  await mkdir(folder);
  const path = join(folder, 'output.mp4');
  const job = { input: original, output: path, folder, edit, equalChannels: known.equalChannels };
  const began = performance.now();
  const { result, megabytes } = await withPeakMemory(() => benchCase.run(job));
  const took = result.seconds ?? (performance.now() - began) / 1000;
  const [made, offset, psnr] = await Promise.all([
    pictureHashes(path),
    markerOffset(path, edit),
    picturePsnr({ path, original, source, edit, folder }),
  ]);
  const row: MediaRow = {
    method: result.how ? `${benchCase.method}, ${result.how}` : benchCase.method,
    source: known.title,
    list: benchCase.list,
    times_real_time: seconds / took,
    ratio_to_select: null,
    offset_max_ms: offset,
    bit_exact_share: made.filter(hash => hashes.has(hash)).length / made.length,
    size_mb: (await stat(path)).size / 1e6,
    psnr_db: psnr,
    peak_memory_mb: megabytes(),
  };
  await rm(folder, { recursive: true });
  return { ...row, ratio_to_select: ratioToSelect(row, before) };
}

function ratioToSelect(row: MediaRow, before: readonly MediaRow[]) {
  const same = ({ method, source, list }: MediaRow) =>
    method === SELECT && source === row.source && list === row.list;
  const plain = [...before, row].find(same);
  return plain ? row.times_real_time / plain.times_real_time : null;
}
