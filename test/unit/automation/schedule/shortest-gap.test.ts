import { expect, test } from 'vitest';
import { patternOf } from '../../../../src/automation/schedule/pattern.ts';
import type { Schedule } from '../../../../src/automation/schedule/schedule.contract.ts';
import { shortestGapHours } from '../../../../src/automation/schedule/shortest-gap.ts';

const cron = (expression: string): Schedule => ({ type: 'cron', expression });

test.each<{ name: string; schedule: Schedule; hours: number }>([
  { name: 'once a day', schedule: { type: 'time_of_day', time: '23:59' }, hours: 24 },
  { name: 'every 6 hours', schedule: { type: 'hours', hours: 6 }, hours: 6 },
  { name: 'every 24 hours', schedule: { type: 'hours', hours: 24 }, hours: 24 },
  { name: 'every 7 hours, midnight or not', schedule: { type: 'hours', hours: 7 }, hours: 7 },
  {
    name: 'Monday and Thursday',
    schedule: { type: 'weekdays', days: [0, 3], time: '10:00' },
    hours: 72,
  },
  {
    name: 'Sunday and Monday, over the turn of the week',
    schedule: { type: 'weekdays', days: [6, 0], time: '10:00' },
    hours: 24,
  },
  // The next two runs after half past nine are a day apart; those of tomorrow are not.
  { name: 'nine and ten', schedule: cron('0 9,10 * * *'), hours: 1 },
  { name: 'over midnight', schedule: cron('0 0,23 * * *'), hours: 1 },
  { name: 'over the end of February', schedule: cron('0 0,22 28,1 2,3 *'), hours: 2 },
  { name: 'once in four years, twice', schedule: cron('15,45 3 29 2 *'), hours: 0.5 },
  { name: 'every minute', schedule: cron('* * * * *'), hours: 1 / 60 },
  { name: 'the first and the last of a month', schedule: cron('0 12 1,31 * *'), hours: 24 },
  { name: 'never', schedule: cron('0 0 31 2 *'), hours: 24 * 366 },
])('$name: $hours hours', ({ schedule, hours }) => {
  expect(shortestGapHours(patternOf(schedule))).toBeCloseTo(hours);
});
