import type { CronFields } from './cron-fields.ts';
import type { Pattern } from './pattern.ts';

const ALL = { minutes: 60, hours: 24, days: 31, months: 12, weekdays: 7 };

/** As EventBridge Scheduler reads it: six fields, weekdays from 1, Sunday, and one of the days open. */
export function schedulerExpression(pattern: Pattern) {
  if (pattern.kind === 'steps') {
    return `rate(${pattern.everyHours} ${pattern.everyHours === 1 ? 'hour' : 'hours'})`;
  }
  const { minutes, hours, days, months, weekdays } = pattern.fields;
  const byWeekday = weekdays.length < ALL.weekdays;
  const fields = [
    listOf(minutes, ALL.minutes),
    listOf(hours, ALL.hours),
    byWeekday ? '?' : listOf(days, ALL.days),
    listOf(months, ALL.months),
    byWeekday ? weekdays.map(day => day + 1).join(',') : '?',
    '*',
  ];
  return `cron(${fields.join(' ')})`;
}

const listOf = (numbers: CronFields[keyof CronFields], all: number) =>
  numbers.length === all ? '*' : numbers.join(',');
