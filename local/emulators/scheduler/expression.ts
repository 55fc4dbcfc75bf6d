import { instantAt, instantsAt, wallTime } from '../../../src/kernel/wall-clock.ts';
import { cronJob } from './cron-fields.ts';

const UNIT_MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/** Says when a schedule runs next: the first time that is later than `after`, or null. */
export type Occurrences = (after: number) => number | null;

export type ParsedExpression = {
  kind: 'at' | 'rate' | 'cron';
  /** `anchor` is where a rate counts from. */
  occurrences: (anchor: number) => Occurrences;
};

/** Undefined for what AWS refuses as an invalid schedule expression. */
export function parseExpression(text: string, timeZone: string): ParsedExpression | undefined {
  const [, kind, argument = ''] = /^(at|rate|cron)\((.*)\)$/.exec(text.trim()) ?? [];
  if (kind === 'at') return parseAt(argument, timeZone);
  if (kind === 'rate') return parseRate(argument);
  if (kind === 'cron') return parseCron(argument, timeZone);
  return undefined;
}

function parseAt(argument: string, timeZone: string): ParsedExpression | undefined {
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(argument);
  const wall = shape ? Date.parse(`${argument}Z`) : Number.NaN;
  // `Date.parse` takes 30 February for 2 March.
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(argument)) return undefined;
  const instant = instantAt(wall, timeZone);
  return { kind: 'at', occurrences: () => after => (instant > after ? instant : null) };
}

function parseRate(argument: string): ParsedExpression | undefined {
  const [, count, unit] = /^([1-9]\d{0,8})\s+(minute|hour|day)s?$/.exec(argument.trim()) ?? [];
  if (!count || !isUnit(unit)) return undefined;
  const everyMs = Number(count) * UNIT_MS[unit];
  const next = (anchor: number) => (after: number) =>
    after < anchor ? anchor : anchor + (Math.floor((after - anchor) / everyMs) + 1) * everyMs;
  return { kind: 'rate', occurrences: next };
}

const isUnit = (text: string | undefined): text is keyof typeof UNIT_MS =>
  text !== undefined && Object.hasOwn(UNIT_MS, text);

/** Runs on wall time; a reading that never comes is skipped, one that comes twice runs the first time. */
function parseCron(argument: string, timeZone: string): ParsedExpression | undefined {
  const job = cronJob(argument);
  if (!job) return undefined;
  const next: Occurrences = after => {
    let wall = job.nextRun(new Date(wallTime(after, timeZone)));
    while (wall) {
      const [first] = instantsAt(wall.getTime(), timeZone);
      if (first !== undefined && first > after) return first;
      wall = job.nextRun(wall);
    }
    return null;
  };
  return { kind: 'cron', occurrences: () => next };
}
