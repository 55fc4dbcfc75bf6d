type FieldName = 'minutes' | 'hours' | 'days' | 'months' | 'weekdays';
type Field = { is: string; from: number; to: number; names: readonly string[] };

/** The fields of a cron line of five, in its order: what each may hold, and the names for its numbers. */
const FIELDS: Record<FieldName, Field> = {
  minutes: { is: 'minute', from: 0, to: 59, names: [] },
  hours: { is: 'hour', from: 0, to: 23, names: [] },
  days: { is: 'day of the month', from: 1, to: 31, names: [] },
  months: {
    is: 'month',
    from: 1,
    to: 12,
    names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  },
  weekdays: {
    is: 'weekday',
    from: 0,
    to: 7,
    names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
  },
};

/** What a cron line allows: numbers in order for each field, weekdays from 0, Sunday, to 6. */
export type CronFields = Record<FieldName, readonly number[]>;

/** A sentence for the customer where the line is none. */
export type CronFault = { fault: string };

const ORDER = ['minutes', 'hours', 'days', 'months', 'weekdays'] as const;

/** Five fields: minute, hour, day of the month, month, weekday. */
export function parseCron(line: string): CronFields | CronFault {
  const texts = line.trim().split(/\s+/);
  if (texts.length !== ORDER.length) {
    return { fault: 'Must have five fields: minute, hour, day of the month, month, weekday.' };
  }
  const parsed = ORDER.map((name, index) => numbersOf(FIELDS[name], texts[index] ?? ''));
  const fault = parsed.find(field => 'fault' in field);
  if (fault && 'fault' in fault) return fault;
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = parsed.map(field =>
    'fault' in field ? [] : field,
  );
  const fields = { minutes, hours, days, months, weekdays: sundayOnce(weekdays) };
  return restrictsBothDays(fields) ? { fault: BOTH_DAYS } : fields;
}

/** Where both are given, cron means either of them; schedules of AWS know one of them alone. */
const BOTH_DAYS = 'Give days of the month or weekdays, and * for the other.';
const restrictsBothDays = ({ days, weekdays }: CronFields) =>
  days.length < 31 && weekdays.length < 7;

/** Sunday is 0, and 7 as well. */
const sundayOnce = (weekdays: readonly number[]) => inOrder(weekdays.map(day => day % 7));

const inOrder = (numbers: readonly number[]) => [...new Set(numbers)].sort((a, b) => a - b);

function numbersOf(field: Field, text: string): number[] | CronFault {
  const numbers = text.split(',').map(part => rangeOf(field, part));
  return numbers.some(range => range === undefined)
    ? { fault: `The ${field.is} "${text}" is none: ${field.from} to ${field.to}, as 5, 1-5, */2.` }
    : inOrder(numbers.flatMap(range => range ?? []));
}

// Of a star, `5` or `1-5`, each with or without a step; undefined where a field cannot hold them.
function rangeOf(field: Field, part: string): number[] | undefined {
  const [, range = '', first = '', last, step] =
    /^(\*|(\w+)(?:-(\w+))?)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
  if (!range) return undefined;
  const from = range === '*' ? field.from : numberOf(field, first);
  const to = range === '*' || (step && !last) ? field.to : numberOf(field, last ?? first);
  const by = step === undefined ? 1 : Number(step);
  if (from === undefined || to === undefined || from > to || by < 1) return undefined;
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return numbers.filter(number => (number - from) % by === 0);
}

function numberOf({ from, to, names }: Field, text: string) {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return named + from;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}
