/** A day of a calendar; `month` counts from 1. */
export type Day = { year: number; month: number; day: number };

const HOUR_MS = 3_600_000;

/** Undefined for days that no calendar has, such as 31 April. */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? { year, month, day } : undefined;
}

/**
 * When a day begins where people live by a zone's clock. That is not always midnight: where the clock
 * goes forward then, the day begins at one.
 */
export function startOfDay({ year, month, day }: Day, timeZone: string): number {
  const asUtc = Date.UTC(year, month - 1, day);
  // The offset of the day's first moment; a guess is off by an hour where the clock changes that day.
  const guesses = [-14, 0, 14].map(hours => asUtc - offsetAt(asUtc + hours * HOUR_MS, timeZone));
  const starts = guesses.filter(at => localDate(at, timeZone) >= asUtc);
  return Math.min(...(starts.length > 0 ? starts : guesses));
}

/** The last millisecond of a day. */
export const endOfDay = ({ year, month, day }: Day, timeZone: string): number => {
  const next = new Date(Date.UTC(year, month - 1, day + 1));
  const tomorrow = {
    year: next.getUTCFullYear(),
    month: next.getUTCMonth() + 1,
    day: next.getUTCDate(),
  };
  return startOfDay(tomorrow, timeZone) - 1;
};

/** How far a zone's clock is ahead of UTC at a moment. */
const offsetAt = (at: number, timeZone: string) => clockAt(at, timeZone) - at;

/** The day that a zone's calendar shows, as that day's midnight in UTC. */
function localDate(at: number, timeZone: string) {
  const clock = new Date(clockAt(at, timeZone));
  return Date.UTC(clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate());
}

/** What a zone's clock shows, read as if it was UTC. */
function clockAt(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find(part => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}
