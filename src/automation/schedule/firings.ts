import { instantsAt, wallTime } from '../../kernel/wall-clock.ts';
import type { CronFields } from './cron-fields.ts';
import type { Pattern } from './pattern.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** 29 February comes at least once in eight years: 2096 is followed by 2104. */
const LONGEST_WAIT_DAYS = 366 * 8 + 2;

export type Firing = {
  /** Milliseconds since 1970. */
  at: number;
  /** What clocks of the zone show then, as the milliseconds that UTC has at this reading. */
  wall: number;
};

type Clock = {
  timeZone: string;
  /** Milliseconds since 1970 from which steps count. */
  anchor: number;
};

/**
 * The runs later than `after`, in order and without end, unless the pattern fits no day. As
 * EventBridge Scheduler runs them: a time that the clocks leave out in spring is skipped, one that
 * they show twice in autumn runs the first time.
 */
export function* firingsAfter(pattern: Pattern, { timeZone, anchor }: Clock, after: number) {
  if (pattern.kind === 'steps') {
    yield* stepsAfter(pattern.everyHours * HOUR_MS, anchor, timeZone, after);
    return;
  }
  for (const wall of wallTimesFrom(pattern.fields, wallTime(after, timeZone) - DAY_MS)) {
    const [at] = instantsAt(wall, timeZone);
    if (at !== undefined && at > after) yield { at, wall } satisfies Firing;
  }
}

function* stepsAfter(everyMs: number, anchor: number, timeZone: string, after: number) {
  let at =
    after < anchor ? anchor : anchor + (Math.floor((after - anchor) / everyMs) + 1) * everyMs;
  for (; ; at += everyMs) yield { at, wall: wallTime(at, timeZone) } satisfies Firing;
}

/** Every reading of a clock that fits, from the day of `from` on. */
export function* wallTimesFrom(fields: CronFields, from: number) {
  const times = fields.hours.flatMap(hour =>
    fields.minutes.map(minute => hour * HOUR_MS + minute * MINUTE_MS),
  );
  let day = Math.floor(from / DAY_MS) * DAY_MS;
  for (let waited = 0; waited < LONGEST_WAIT_DAYS; waited += 1, day += DAY_MS) {
    if (!fits(fields, new Date(day))) continue;
    waited = 0;
    for (const time of times) yield day + time;
  }
}

const fits = ({ days, months, weekdays }: CronFields, day: Date) =>
  months.includes(day.getUTCMonth() + 1) &&
  days.includes(day.getUTCDate()) &&
  weekdays.includes(day.getUTCDay());
