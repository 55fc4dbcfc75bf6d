import type { MediaRow } from './media-row.ts';

/** Name, width and text of each column. */
const COLUMNS: readonly [string, number, (row: MediaRow) => string][] = [
  ['method', 28, row => row.method],
  ['source', 13, row => row.source],
  ['list', 6, row => row.list],
  ['× real time', 13, row => row.times_real_time.toFixed(1)],
  ['ratio', 7, row => row.ratio_to_select?.toFixed(2) ?? ''],
  ['offset ms', 11, row => row.offset_max_ms?.toFixed(2) ?? 'lost'],
  ['bit-exact', 11, row => row.bit_exact_share.toFixed(3)],
  ['MB', 8, row => row.size_mb.toFixed(1)],
  ['PSNR dB', 9, row => (row.psnr_db === 'inf' ? 'inf' : row.psnr_db.toFixed(2))],
  ['memory MB', 9, row => row.peak_memory_mb.toFixed(0)],
];

const line = (text: (column: (typeof COLUMNS)[number]) => string) =>
  COLUMNS.map(column => text(column).padEnd(column[1]))
    .join('')
    .trimEnd();

export const mediaRow = (row: MediaRow) => line(([, , text]) => text(row));

/** The rows for people, and what there was to say. */
export const mediaTable = (rows: readonly MediaRow[], notes: readonly string[]) =>
  [line(([name]) => name), ...rows.map(mediaRow), ...notes].join('\n');
