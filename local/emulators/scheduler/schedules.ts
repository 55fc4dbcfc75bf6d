import { z } from 'zod';
import { isTimeZone } from '../../../src/kernel/time-zone.ts';
import { parseExpression } from './expression.ts';
import { type ScheduleDefinition, StoredDefinition } from './schedule.contract.ts';
import { conflict, notFound, type Scheduler, validation } from './scheduler.ts';

const ScheduleRow = z.object({
  group_name: z.string(),
  name: z.string(),
  definition: z.string().transform(text => StoredDefinition.parse(JSON.parse(text))),
  client_token: z.string().nullable(),
  created_at: z.number(),
  modified_at: z.number(),
  next_at: z.number().nullable(),
});
export type Schedule = z.infer<typeof ScheduleRow>;
export type ScheduleKey = { group: string; name: string };

const ALL = 'SELECT * FROM schedules';

export function findSchedule({ sql }: Scheduler, { group, name }: ScheduleKey) {
  const row = sql(`${ALL} WHERE group_name = ? AND name = ?`).get(group, name);
  return row && ScheduleRow.parse(row);
}

export function requireSchedule(scheduler: Scheduler, key: ScheduleKey) {
  const found = findSchedule(scheduler, key);
  if (found) return found;
  throw notFound(`Schedule ${key.name} does not exist.`);
}

export function listSchedules({ sql }: Scheduler) {
  return z.array(ScheduleRow).parse(sql(`${ALL} ORDER BY group_name, name`).all());
}

export function dueSchedules({ sql, now }: Scheduler) {
  return z.array(ScheduleRow).parse(sql(`${ALL} WHERE next_at <= ? ORDER BY next_at`).all(now()));
}

/** A retry of the client, known by its token, is answered like the first time. */
export function createSchedule(
  scheduler: Scheduler,
  key: ScheduleKey,
  definition: ScheduleDefinition,
  token: string | null,
) {
  const known = findSchedule(scheduler, key);
  if (known && token !== null && known.client_token === token) return;
  if (known) throw conflict(`Schedule ${key.name} already exists.`);
  requireGroup(scheduler, key.group);
  checkFuture(scheduler, definition);
  writeSchedule(scheduler, key, definition, token);
}

/** Takes the place of the whole schedule; retries of earlier runs go on. */
export function replaceSchedule(
  scheduler: Scheduler,
  key: ScheduleKey,
  definition: ScheduleDefinition,
) {
  requireSchedule(scheduler, key);
  checkFuture(scheduler, definition);
  writeSchedule(scheduler, key, definition, null);
}

/** For templates: the same definition again changes nothing, so a restart starts no rate anew. */
export function declareSchedule(
  scheduler: Scheduler,
  key: ScheduleKey,
  definition: ScheduleDefinition,
) {
  scheduler
    .sql('INSERT OR IGNORE INTO schedule_groups VALUES (?, ?)')
    .run(key.group, scheduler.now());
  const known = findSchedule(scheduler, key);
  if (known && JSON.stringify(known.definition) === JSON.stringify(definition)) return;
  writeSchedule(scheduler, key, definition, null);
}

export function deleteSchedule({ sql }: Scheduler, { group, name }: ScheduleKey) {
  sql('DELETE FROM schedules WHERE group_name = ? AND name = ?').run(group, name);
}

export function setNext({ sql }: Scheduler, { group, name }: ScheduleKey, at: number | null) {
  sql('UPDATE schedules SET next_at = ? WHERE group_name = ? AND name = ?').run(at, group, name);
}

/** The first run later than `after` that lies within the schedule's dates. */
export function nextRun(definition: ScheduleDefinition, anchor: number, after: number) {
  if (definition.State === 'DISABLED') return null;
  const { kind, occurrences } = parsed(definition);
  // The dates bound recurring schedules only.
  if (kind === 'at') return occurrences(anchor)(after);
  const { StartDate: start = anchor, EndDate: end = Number.POSITIVE_INFINITY } = definition;
  const next = occurrences(start)(Math.max(after, start - 1));
  return next !== null && next <= end ? next : null;
}

function writeSchedule(
  { sql, now }: Scheduler,
  { group, name }: ScheduleKey,
  definition: ScheduleDefinition,
  token: string | null,
) {
  const at = now();
  // Without a start date a rate runs at once; an expression that has passed runs no more.
  const next = nextRun(definition, at, at - 1);
  sql(
    `INSERT INTO schedules VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (group_name, name) DO UPDATE SET definition = excluded.definition,
       modified_at = excluded.modified_at, next_at = excluded.next_at`,
  ).run(group, name, JSON.stringify(definition), token, at, at, next);
}

function parsed(definition: ScheduleDefinition) {
  const { ScheduleExpression: text, ScheduleExpressionTimezone: timeZone } = definition;
  if (!isTimeZone(timeZone)) throw validation(`Invalid time zone ${timeZone}.`);
  const expression = parseExpression(text, timeZone);
  if (!expression) throw validation(`Invalid Schedule Expression ${text}.`);
  return expression;
}

function checkFuture({ now }: Scheduler, definition: ScheduleDefinition) {
  const { kind, occurrences } = parsed(definition);
  if (kind !== 'at' || occurrences(0)(now() - 1) !== null) return;
  throw validation(`The time of ${definition.ScheduleExpression} has passed.`);
}

export function requireGroup({ sql }: Scheduler, name: string) {
  if (sql('SELECT 1 FROM schedule_groups WHERE name = ?').get(name)) return;
  throw notFound(`Schedule group ${name} does not exist.`);
}
