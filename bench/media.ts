import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMediaEngine } from '../src/adapters/ffmpeg/media-engine.ts';
import type { EditList } from '../src/media/edit.contract.ts';
import { keepAll } from '../src/media/plan-cuts.ts';
import { StageError } from '../src/pipeline/stage-error.ts';
import type { Bench } from './bench.contract.ts';
import { cutList, type ListName } from './cut-lists.ts';
import { makeMarkedLecture } from './marked-lecture.ts';
import { markerOffset, pictureHashes } from './measure-cut.ts';
import { type MediaRow, mediaTable } from './media-table.ts';
import { withPeakMemory } from './peak-memory.ts';
import { copyRemux, selectCut, trimCut } from './plain-cuts.ts';
import { stageCut } from './stage-cut.ts';

type Job = { input: string; output: string; folder: string; edit: EditList };
type Way = { method: string; list: ListName | '-'; run: (job: Job) => Promise<unknown> };

const engine = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
/** Refused from the start, the stage takes the next best way: encoded in parts. */
const withoutSmart = {
  ...engine,
  scanPackets: async () => {
    throw new StageError('engine_failed', { detail: 'switched off' });
  },
};
const SELECT = 'select, x264 medium';

const WAYS: readonly Way[] = [
  { method: 'copy remux', list: '-', run: copyRemux },
  { method: SELECT, list: 'L', run: selectCut('medium') },
  { method: 'trim/concat, x264 medium', list: 'L', run: trimCut('medium') },
  { method: 'trim/concat, x264 veryfast', list: 'L', run: trimCut('veryfast') },
  {
    method: 'castline, encoded in parts',
    list: 'L',
    run: job => stageCut({ ...job, engine: withoutSmart }),
  },
  { method: 'castline, smart cut', list: 'L', run: job => stageCut({ ...job, engine }) },
  { method: SELECT, list: 'T', run: selectCut('medium') },
  { method: 'castline, smart cut', list: 'T', run: job => stageCut({ ...job, engine }) },
];

/** Ways to cut the same lecture by the same lists, one after the other on this machine. */
export const mediaBench: Bench = async ({ seconds, json }) => {
  const input = join('.castline', 'sample', `bench-media-${seconds}.mp4`);
  await makeMarkedLecture(input, seconds);
  const original = new Set(await pictureHashes(input));
  const folder = await mkdtemp(join(tmpdir(), 'castline-bench-media-'));
  try {
    const rows: MediaRow[] = [];
    for (const way of WAYS) rows.push(await measure(way, { input, original, folder, rows }));
    return json ? JSON.stringify(rows) : mediaTable(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

type Around = { input: string; original: Set<string>; folder: string; rows: readonly MediaRow[] };

async function measure({ method, list, run }: Way, { input, original, folder, rows }: Around) {
  const seconds = await secondsOf(input);
  const edit = list === '-' ? keepAll(seconds) : cutList(list, seconds);
  const scratch = join(folder, `${rows.length}`);
  await mkdir(scratch);
  const output = join(scratch, 'output.mp4');
  const began = performance.now();
  const { megabytes } = await withPeakMemory(() => run({ input, output, folder: scratch, edit }));
  const speed = seconds / ((performance.now() - began) / 1000);
  const plain = rows.find(row => row.method === SELECT && row.list === list)?.times_real_time;
  const made = await pictureHashes(output);
  const row: MediaRow = {
    method,
    list,
    times_real_time: speed,
    ratio_to_select: method === SELECT ? 1 : plain ? speed / plain : null,
    offset_max_ms: await markerOffset(output, edit),
    bit_exact_share: made.filter(hash => original.has(hash)).length / made.length,
    size_mb: (await stat(output)).size / 1e6,
    peak_memory_mb: megabytes(),
  };
  await rm(scratch, { recursive: true });
  return row;
}

async function secondsOf(input: string) {
  const { video } = await engine.inspectOutput(input, { signal: new AbortController().signal });
  return video?.seconds ?? 0;
}
