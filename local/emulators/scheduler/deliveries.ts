import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Scheduler } from './scheduler.ts';
import { dueSchedules, nextRun, type Schedule, setNext } from './schedules.ts';

const Delivery = z.object({
  id: z.string(),
  group_name: z.string(),
  name: z.string(),
  scheduled_at: z.number(),
  first_at: z.number(),
  due_at: z.number(),
  attempts: z.number(),
});
export type Delivery = z.infer<typeof Delivery>;

const FIRST_BACK_OFF_MS = 1000;
const LONGEST_BACK_OFF_MS = 300_000;

/**
 * Turns every run that is due into a delivery and moves its schedule on. Runs that were missed while
 * nothing ran become one, so a laptop that slept does not work through a week of hours.
 */
export function bookDueRuns(scheduler: Scheduler) {
  scheduler.transaction(() => {
    for (const schedule of dueSchedules(scheduler)) {
      bookRun(scheduler, schedule);
      const { definition, modified_at: anchor } = schedule;
      const key = { group: schedule.group_name, name: schedule.name };
      setNext(scheduler, key, nextRun(definition, anchor, scheduler.now()));
    }
  });
}

function bookRun({ sql, now }: Scheduler, { group_name, name, next_at }: Schedule) {
  sql(
    `INSERT INTO deliveries (id, group_name, name, scheduled_at, first_at, due_at)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(randomUUID(), group_name, name, next_at, now(), now());
}

export function dueDeliveries({ sql, now }: Scheduler) {
  const rows = sql('SELECT * FROM deliveries WHERE due_at <= ? ORDER BY due_at').all(now());
  return z.array(Delivery).parse(rows);
}

export function finishDelivery({ sql }: Scheduler, { id }: Delivery) {
  sql('DELETE FROM deliveries WHERE id = ?').run(id);
}

/** False when the retry policy of the schedule has no attempt left. */
export function retryLater(scheduler: Scheduler, delivery: Delivery, { definition }: Schedule) {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = definition.Target.RetryPolicy;
  const backOffMs = FIRST_BACK_OFF_MS * 2 ** delivery.attempts;
  const dueAt = scheduler.now() + Math.min(backOffMs, LONGEST_BACK_OFF_MS);
  if (delivery.attempts >= MaximumRetryAttempts) return false;
  if (dueAt - delivery.first_at > MaximumEventAgeInSeconds * 1000) return false;
  scheduler
    .sql('UPDATE deliveries SET attempts = attempts + 1, due_at = ? WHERE id = ?')
    .run(dueAt, delivery.id);
  return true;
}

/** Nothing left to run and nothing under way: a schedule that asked for it can go. */
export function isCompleted({ sql }: Scheduler, { group_name, name, next_at }: Schedule) {
  if (next_at !== null) return false;
  const pending = sql('SELECT 1 FROM deliveries WHERE group_name = ? AND name = ?');
  return pending.get(group_name, name) === undefined;
}

const Soonest = z.object({ at: z.number().nullable() });

/** When there is something to do next, or null. */
export function nextDueAt({ sql }: Scheduler) {
  const row = sql(
    `SELECT MIN(at) AS at FROM (SELECT MIN(next_at) AS at FROM schedules
       UNION ALL SELECT MIN(due_at) FROM deliveries)`,
  ).get();
  return Soonest.parse(row).at;
}
