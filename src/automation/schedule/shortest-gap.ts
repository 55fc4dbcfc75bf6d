import type { CronFields } from './cron-fields.ts';
import { wallTimesFrom } from './firings.ts';
import type { Pattern } from './pattern.ts';

const HOUR_MS = 3_600_000;
/** Every day of the calendar with both its neighbours, in leap years and in others. */
const FROM = Date.UTC(2023, 11, 1);
const TO = Date.UTC(2026, 0, 1);
/** Nothing beyond this long is told apart. */
const LONGEST_HOURS = 24 * 366;

/**
 * The shortest time between two runs, in hours, over all that the pattern does and not only over
 * the next two runs. On the clocks: an hour that they leave out in spring is held against nobody.
 */
export function shortestGapHours(pattern: Pattern) {
  if (pattern.kind === 'steps') return pattern.everyHours;
  const within = gapWithinDay(pattern.fields);
  // Days are walked with the first and the last run of each; what lies between is the same each day.
  const ends = { ...pattern.fields, ...firstAndLast(pattern.fields) };
  return Math.min(within, gapBetweenDays(ends));
}

const minutesOfDay = ({ hours, minutes }: CronFields) =>
  hours.flatMap(hour => minutes.map(minute => hour * 60 + minute));

function gapWithinDay(fields: CronFields) {
  const times = minutesOfDay(fields);
  const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 60);
  return Math.min(LONGEST_HOURS, ...gaps);
}

function firstAndLast(fields: CronFields) {
  const [hours, minutes] = [fields.hours, fields.minutes];
  return { hours: endsOf(hours), minutes: endsOf(minutes) };
}

const endsOf = (numbers: readonly number[]) =>
  [...new Set([numbers.at(0), numbers.at(-1)])].flatMap(n => n ?? []);

function gapBetweenDays(fields: CronFields) {
  let [shortest, last] = [LONGEST_HOURS, Number.NEGATIVE_INFINITY];
  for (const wall of wallTimesFrom(fields, FROM)) {
    if (wall >= TO) break;
    shortest = Math.min(shortest, (wall - last) / HOUR_MS);
    last = wall;
  }
  return shortest;
}
