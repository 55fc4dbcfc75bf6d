/**
 * Wall time: what a clock on the wall shows, held as the milliseconds that UTC would have at the
 * same reading. It makes calendar arithmetic free of time zones.
 */
const HOUR_MS = 3_600_000;
/** Zones move their clocks by at most a few hours, so the offset a day away is the other one. */
const DAY_MS = 24 * HOUR_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

export function wallTime(instant: number, timeZone: string) {
  const parts = formatOf(timeZone).formatToParts(instant);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find(part => part.type === type)?.value);
  const date = [read('year'), read('month') - 1, read('day')] as const;
  return Date.UTC(...date, read('hour'), read('minute'), read('second'));
}

/** Every instant, in order, at which the wall shows `wall`: none in a gap, two where it repeats. */
export function instantsAt(wall: number, timeZone: string) {
  const [before, after] = [offset(wall - DAY_MS, timeZone), offset(wall + DAY_MS, timeZone)];
  // No clock moved nearby: nothing is left out and nothing repeats.
  if (before === after) return [wall - before];
  return [before, after]
    .map(offsetMs => wall - offsetMs)
    .filter(instant => wallTime(instant, timeZone) === wall)
    .sort((a, b) => a - b);
}

/** As `instantsAt`, but a time in a gap counts on with the clock from before the gap. */
export function instantAt(wall: number, timeZone: string) {
  return instantsAt(wall, timeZone)[0] ?? wall - offset(wall - DAY_MS, timeZone);
}

const offset = (instant: number, timeZone: string) => wallTime(instant, timeZone) - instant;

function formatOf(timeZone: string) {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
