import { CronExpressionParser } from 'cron-parser';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '../../../../local/emulators/scheduler/expression.ts';
import { schedulerExpression } from '../../../../src/automation/schedule/expression.ts';
import { type Firing, firingsAfter } from '../../../../src/automation/schedule/firings.ts';
import { patternOf } from '../../../../src/automation/schedule/pattern.ts';
import type { Schedule } from '../../../../src/automation/schedule/schedule.contract.ts';

const YEAR = { from: Date.UTC(2027, 0, 1), to: Date.UTC(2028, 0, 1) };
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Vladivostok'];
/** Moves its clocks by half an hour, which the library cannot follow. */
const HALF_HOUR = 'Australia/Lord_Howe';

/** Each beside the cron line of the same meaning, for a library that knows nothing of ours. */
const SCHEDULES: { schedule: Schedule; line: string }[] = [
  { schedule: { type: 'time_of_day', time: '09:00' }, line: '0 9 * * *' },
  // Inside the hours that clocks leave out or show twice.
  { schedule: { type: 'time_of_day', time: '02:30' }, line: '30 2 * * *' },
  { schedule: { type: 'time_of_day', time: '01:45' }, line: '45 1 * * *' },
  { schedule: { type: 'hours', hours: 6 }, line: '0 */6 * * *' },
  { schedule: { type: 'hours', hours: 2 }, line: '0 */2 * * *' },
  { schedule: { type: 'weekdays', days: [0, 2, 6], time: '02:15' }, line: '15 2 * * 1,3,0' },
  { schedule: { type: 'cron', expression: '*/20 1-3 * * SAT,SUN' }, line: '*/20 1-3 * * 6,0' },
  { schedule: { type: 'cron', expression: '0 12 31 * *' }, line: '0 12 31 * *' },
  { schedule: { type: 'cron', expression: '30 8 * 2-4 *' }, line: '30 8 * 2-4 *' },
];

const inZones = (zones: readonly string[]) =>
  SCHEDULES.flatMap(row => zones.map(timeZone => ({ ...row, timeZone })));

describe('a year of runs', () => {
  test.each(inZones(ZONES))('$schedule in $timeZone are those of an independent library', row => {
    const ours = yearOf(row.schedule, row.timeZone).map(({ at }) => at);
    expect(ours.length).toBeGreaterThan(0);
    expect(ours).toEqual(asTheScheduler(byLibrary(row.line, row.timeZone), row));
  });

  test.each(inZones([...ZONES, HALF_HOUR]))(
    '$schedule in $timeZone are those that the schedule is started for',
    row => {
      const { schedule, timeZone } = row;
      const occurrences = parseExpression(schedulerExpression(patternOf(schedule)), timeZone);
      const next = occurrences?.occurrences(YEAR.from);
      const theirs: number[] = [];
      for (let at = next?.(YEAR.from - 1); at && at < YEAR.to; at = next?.(at)) theirs.push(at);
      expect(yearOf(schedule, timeZone).map(({ at }) => at)).toEqual(theirs);
    },
  );
});

test('hours that divide no day are as far apart at midnight as at noon', () => {
  const runs = yearOf({ type: 'hours', hours: 7 }, 'Europe/Berlin');
  const gaps = new Set(
    runs.slice(1).map(({ at }, index) => (at - (runs[index]?.at ?? 0)) / 3_600_000),
  );
  expect(gaps).toEqual(new Set([7]));
});

test('a day that never comes has no runs', () => {
  expect(yearOf({ type: 'cron', expression: '0 0 31 2 *' }, 'UTC')).toEqual([]);
});

test('29 February is waited for, over the century without one', () => {
  const clock = { timeZone: 'UTC', anchor: 0 };
  const pattern = patternOf({ type: 'cron', expression: '0 0 29 2 *' });
  const after = Date.UTC(2096, 2, 1);
  const [next] = firingsAfter(pattern, clock, after);
  expect(next?.at).toBe(Date.UTC(2104, 1, 29));
});

function yearOf(schedule: Schedule, timeZone: string) {
  const clock = { timeZone, anchor: YEAR.from };
  const runs: Firing[] = [];
  for (const run of firingsAfter(patternOf(schedule), clock, YEAR.from - 1)) {
    if (run.at >= YEAR.to) break;
    runs.push(run);
  }
  return runs;
}

/** Runs of luxon's calendar; it moves those out of the hour left out in spring. */
function byLibrary(line: string, tz: string) {
  const iterator = CronExpressionParser.parse(line, { tz, currentDate: new Date(YEAR.from - 1) });
  const runs: number[] = [];
  for (let at = iterator.next().getTime(); at < YEAR.to; at = iterator.next().getTime()) {
    runs.push(at);
  }
  return runs;
}

/** Without those that stand on a time that the line does not name, and with each reading once. */
function asTheScheduler(
  runs: readonly number[],
  { line, timeZone }: { line: string; timeZone: string },
) {
  const [minutes = '', hours = ''] = line.split(' ');
  const named = readingsOf(`${minutes} ${hours} * * *`);
  const format = { dateStyle: 'short', timeStyle: 'short' } as const;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, ...format });
  const seen = new Set<string>();
  return runs.filter(at => {
    const reading = clock.format(at);
    const isNew = !seen.has(reading);
    seen.add(reading);
    return isNew && named.has(reading.slice(-5));
  });
}

/** The times of day that a line names, as `09:00`. */
function readingsOf(line: string) {
  const currentDate = new Date(YEAR.from - 1);
  const runs = CronExpressionParser.parse(line, { tz: 'UTC', currentDate }).take(24 * 60);
  const ofDay = runs.map(run => run.toDate());
  return new Set(ofDay.map(at => at.toISOString().slice(11, 16)));
}
