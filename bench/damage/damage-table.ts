import type { DamageRow } from './run-variant.ts';

const isBad = ({ outcome, compared }: DamageRow) =>
  ['HUNG', 'BUG'].includes(outcome) || compared.wrong.length > 0;

/** A line for one variant. */
export const damageLine = (row: DamageRow) =>
  [
    `${row.file} ${row.seed} ${row.damage}: ${row.outcome} in ${row.seconds.toFixed(1)} s`,
    ...(row.method ? [row.method] : []),
    ...(row.refused ? [`(${row.refused})`] : []),
    ...(row.detail ? [row.detail.split('\n')[0] ?? ''] : []),
    ...(row.compared.wrong.length > 0
      ? [`WRONG at ${row.compared.wrong.length}: ${row.compared.wrong.slice(0, 3).join(', ')}`]
      : []),
  ].join(' ');

const COLUMNS: readonly [string, (rows: readonly DamageRow[]) => string][] = [
  ['variants', rows => `${rows.length}`],
  ['READY', rows => `${rows.filter(({ outcome }) => outcome === 'READY').length}`],
  ['FAILED', rows => `${rows.filter(row => row.outcome !== 'READY' && !isBad(row)).length}`],
  ['hung or bug', rows => `${rows.filter(({ outcome }) => /HUNG|BUG/.test(outcome)).length}`],
  ['pictures', rows => `${sum(rows, ({ pictures }) => pictures)}`],
  ['sounds', rows => `${sum(rows, ({ sounds }) => sounds)}`],
  ['wrong', rows => `${sum(rows, ({ wrong }) => wrong.length)}`],
  ['longest s', rows => Math.max(...rows.map(({ seconds }) => seconds)).toFixed(1)],
];

const sum = (rows: readonly DamageRow[], of: (compared: DamageRow['compared']) => number) =>
  rows.reduce((total, { compared }) => total + of(compared), 0);

/** Sums for each file, how runs failed, and every row that is not as it must be. */
export function damageTable(rows: readonly DamageRow[]): string {
  const files = [...new Set(rows.map(({ file }) => file))];
  const line = (name: string, cells: readonly string[]) =>
    [name.padEnd(14), ...cells.map(cell => cell.padStart(12))].join('');
  const of = (name: string, some: readonly DamageRow[]) =>
    line(
      name,
      COLUMNS.map(([, cell]) => cell(some)),
    );
  const failed = Map.groupBy(
    rows.filter(({ outcome }) => outcome !== 'READY'),
    ({ outcome }) => outcome,
  );
  return [
    line(
      'file',
      COLUMNS.map(([name]) => name),
    ),
    ...files.map(file =>
      of(
        file,
        rows.filter(row => row.file === file),
      ),
    ),
    of('all', rows),
    ...[...failed].map(([outcome, some]) => `${outcome}: ${some.length}`),
    ...rows.filter(isBad).map(damageLine),
  ].join('\n');
}
