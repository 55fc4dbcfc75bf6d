import { Cron } from 'croner';

const FIELD = /^[\w*?,/#-]+$/;

/**
 * The six fields of AWS (minute, hour, day, month, weekday, year) as a croner job on wall time.
 * Undefined where AWS would refuse them. Croner's own time zone is not used: it moves a run out of
 * the gap in spring and repeats some in autumn, where AWS skips and runs once.
 */
export function cronJob(fields: string) {
  const [minute, hour, day, month, weekday, year, ...rest] = fields.trim().split(/\s+/);
  if (!minute || !hour || !day || !month || !weekday || !year || rest.length > 0) return undefined;
  const all = [minute, hour, day, month, weekday, year];
  // Exactly one of the two days is left open.
  const oneDay = (day === '?') !== (weekday === '?');
  if (!oneDay || !all.every(field => FIELD.test(field))) return undefined;
  const pattern = [
    '0',
    stepFrom(minute, 59),
    stepFrom(hour, 23),
    stepFrom(day, 31),
    stepFrom(month, 12),
    lastOf(stepFrom(weekday, 7)),
    stepFrom(year, 2199),
  ].join(' ');
  return job(pattern);
}

function job(pattern: string) {
  const options = { alternativeWeekdays: true, domAndDow: true, timezone: 'UTC', paused: true };
  try {
    return new Cron(pattern, options);
  } catch {
    return undefined;
  }
}

/** AWS writes "every 15 from 0" as `0/15`, which croner knows only as a range with a step. */
const stepFrom = (field: string, last: number) =>
  field.replace(/(^|,)(\d+)\//g, (_, before: string, from: string) => `${before}${from}-${last}/`);

/** AWS writes "last Friday" as `6L` or `FRIL`, croner as `6#L`; a bare `L` is Saturday. */
const lastOf = (weekday: string) =>
  weekday.replace(/^L$/, '7').replace(/^(\d|[A-Z]{3})L$/i, (_, day: string) => `${day}#L`);
