import { instantAt } from './wall-clock.ts';

/** A day of a calendar; `month` counts from 1. */
export type Day = { year: number; month: number; day: number };

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
export const startOfDay = ({ year, month, day }: Day, timeZone: string): number =>
  instantAt(Date.UTC(year, month - 1, day), timeZone);

/** The last millisecond of a day. */
export const endOfDay = ({ year, month, day }: Day, timeZone: string): number =>
  instantAt(Date.UTC(year, month - 1, day + 1), timeZone) - 1;
