import * as z from 'zod';
import { type Day, dayOf, endOfDay, startOfDay } from '../../kernel/zoned-day.ts';

/** A moment, or a whole day of the workspace's calendar. */
export type DateBound = { at: number } | { day: Day };

const ISO_DAY = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})$/;
/** Days come first: a year has two or four digits, and two mean this century. */
const DAY_FIRST = /^(?<day>\d{1,2})([-/])(?<month>\d{1,2})\2(?<year>\d{4}|\d{2})$/;
const Moment = z.iso.datetime({ offset: true });

function readBound(text: string): DateBound | undefined {
  const fields = (ISO_DAY.exec(text) ?? DAY_FIRST.exec(text))?.groups;
  if (!fields) return Moment.safeParse(text).success ? { at: Date.parse(text) } : undefined;
  const year = Number(fields.year) + (fields.year?.length === 2 ? 2000 : 0);
  const day = dayOf(year, Number(fields.month), Number(fields.day));
  return day && { day };
}

const MESSAGE =
  'Must be a day (2026-03-31, 31-03-2026, 31/03/2026 or 31/03/26) or a time (2026-03-31T09:00:00Z).';

/** What people and programs write for a day or a time. */
export const DateBound = z
  .string()
  .max(40)
  .transform((text, context) => {
    const bound = readBound(text);
    if (bound) return bound;
    context.issues.push({ code: 'custom', message: MESSAGE, input: text });
    return z.NEVER;
  })
  .meta({ description: 'A time, or a whole day in the zone of the workspace.' });

export const firstMoment = (bound: DateBound, timeZone: string) =>
  'at' in bound ? bound.at : startOfDay(bound.day, timeZone);

export const lastMoment = (bound: DateBound, timeZone: string) =>
  'at' in bound ? bound.at : endOfDay(bound.day, timeZone);
