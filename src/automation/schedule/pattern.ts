import { type CronFields, parseCron } from './cron-fields.ts';
import type { Schedule } from './schedule.contract.ts';

/**
 * How a schedule repeats: by the calendar, or in steps from the hour in which it was made, where so
 * many hours divide no day: at fixed hours, the last gap before midnight would be shorter.
 */
export type Pattern =
  | { kind: 'calendar'; fields: CronFields }
  | { kind: 'steps'; everyHours: number };

const HOURS_OF_A_DAY = 24;
const EVERY_DAY = { days: upTo(31, 1), months: upTo(12, 1), weekdays: upTo(7, 0) };

export function patternOf(schedule: Schedule): Pattern {
  switch (schedule.type) {
    case 'time_of_day':
      return calendar({ ...EVERY_DAY, ...timeOf(schedule.time) });
    case 'hours':
      return hourly(schedule.hours);
    case 'weekdays': {
      // Ours begin on Monday, those of cron on Sunday.
      const weekdays = schedule.days.map(day => (day + 1) % 7).sort((a, b) => a - b);
      return calendar({ ...EVERY_DAY, ...timeOf(schedule.time), weekdays });
    }
    case 'cron':
      return calendar(fieldsOf(schedule.expression));
  }
}

const calendar = (fields: CronFields): Pattern => ({ kind: 'calendar', fields });

function hourly(everyHours: number): Pattern {
  if (HOURS_OF_A_DAY % everyHours !== 0) return { kind: 'steps', everyHours };
  const hours = upTo(HOURS_OF_A_DAY, 0).filter(hour => hour % everyHours === 0);
  return calendar({ ...EVERY_DAY, minutes: [0], hours });
}

function timeOf(time: string) {
  const [hour, minute] = time.split(':').map(Number);
  return { hours: [hour ?? 0], minutes: [minute ?? 0] };
}

function fieldsOf(expression: string) {
  const fields = parseCron(expression);
  if ('fault' in fields) throw new Error(`A schedule was stored that is none: ${fields.fault}`);
  return fields;
}

function upTo(count: number, from: number) {
  return Array.from({ length: count }, (_, index) => from + index);
}
