import type { ListName } from './cut-lists.ts';

export type MediaRow = {
  method: string;
  list: ListName | '-';
  times_real_time: number;
  /** Speed over the plain `select` at x264 medium with the same list. */
  ratio_to_select: number | null;
  /** Null where a marker is lost, or more than 0.6 s away. */
  offset_max_ms: number | null;
  bit_exact_share: number;
  size_mb: number;
  peak_memory_mb: number;
};

const COLUMNS = [
  'method',
  'list',
  '× real time',
  'ratio',
  'offset ms',
  'bit-exact',
  'MB',
  'RAM MB',
];
const WIDTHS = [28, 5, 12, 8, 10, 10, 8, 8];

const cells = (row: MediaRow) => [
  row.method,
  row.list,
  row.times_real_time.toFixed(1),
  row.ratio_to_select?.toFixed(2) ?? '',
  row.offset_max_ms?.toFixed(2) ?? 'lost',
  row.bit_exact_share.toFixed(3),
  row.size_mb.toFixed(1),
  row.peak_memory_mb.toFixed(0),
];

const line = (values: readonly string[]) =>
  values
    .map((value, at) => value.padEnd(WIDTHS[at] ?? 0))
    .join('')
    .trimEnd();

/** The rows for people. */
export const mediaTable = (rows: readonly MediaRow[]) =>
  [line(COLUMNS), ...rows.map(row => line(cells(row)))].join('\n');
