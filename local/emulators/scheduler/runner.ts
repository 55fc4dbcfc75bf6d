import { setTimeout as sleep } from 'node:timers/promises';
import {
  bookDueRuns,
  type Delivery,
  dueDeliveries,
  finishDelivery,
  isCompleted,
  nextDueAt,
  retryLater,
} from './deliveries.ts';
import { type Invocation, invocationOf } from './invocation.ts';
import type { Scheduler } from './scheduler.ts';
import { deleteSchedule, findSchedule, type Schedule } from './schedules.ts';

export type Fire = (invocation: Invocation) => Promise<void>;

/** Looks this often even when nothing is due: the clock of a laptop jumps when it wakes. */
const LONGEST_SLEEP_MS = 30_000;
const STOP_PATIENCE_MS = 1000;
const FAILED_PAUSE_MS = 1000;

/** Calls targets when their time has come, at least once each, and retries as their policy says. */
export function startRunner(scheduler: Scheduler, fire: Fire) {
  const underWay = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let failing = false;

  const look = () => {
    if (stopped) return;
    try {
      startDue();
    } catch (error) {
      tell(error);
    }
    rest();
  };

  const startDue = () => {
    bookDueRuns(scheduler);
    for (const delivery of dueDeliveries(scheduler)) {
      if (!underWay.has(delivery.id)) underWay.set(delivery.id, attempt(delivery));
    }
  };

  /** What cannot be written down, on a full disk, stays due. */
  const tell = (error: unknown) => {
    if (!failing && !stopped) process.stderr.write(`local cloud: scheduler: ${error}\n`);
    failing = true;
  };

  const rest = () => {
    clearTimeout(timer);
    if (stopped) return;
    const dueInMs = (nextDueAt(scheduler) ?? Number.POSITIVE_INFINITY) - scheduler.now();
    // A delivery under way is due already; its end calls for the next look. So is one that could
    // not be written down.
    const soonestMs = failing ? FAILED_PAUSE_MS : underWay.size > 0 ? 100 : 1;
    timer = setTimeout(look, Math.min(Math.max(dueInMs, soonestMs), LONGEST_SLEEP_MS));
  };

  const attempt = async (delivery: Delivery) => {
    const key = { group: delivery.group_name, name: delivery.name };
    try {
      const schedule = findSchedule(scheduler, key);
      if (schedule) await deliver(delivery, schedule);
      if (!stopped) completeSchedule(key);
      failing = false;
    } catch (error) {
      tell(error);
    } finally {
      underWay.delete(delivery.id);
      rest();
    }
  };

  const deliver = async (delivery: Delivery, schedule: Schedule) => {
    try {
      await fire(invocationOf(scheduler, schedule, delivery));
      if (!stopped) finishDelivery(scheduler, delivery);
    } catch (error) {
      // Not written down after a stop: the delivery is made again, which targets must bear anyway.
      if (stopped || retryLater(scheduler, delivery, schedule)) return;
      await giveUp(delivery, schedule, error);
    }
  };

  const giveUp = async (delivery: Delivery, schedule: Schedule, error: unknown) => {
    const deadLetterArn = schedule.definition.Target.DeadLetterConfig?.Arn;
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`local cloud: schedule ${schedule.name} gave up: ${reason}\n`);
    if (deadLetterArn) {
      const invocation = invocationOf(scheduler, schedule, delivery);
      await fire({ ...invocation, arn: deadLetterArn }).catch(() => {});
    }
    if (!stopped) finishDelivery(scheduler, delivery);
  };

  const completeSchedule = (key: { group: string; name: string }) => {
    const schedule = findSchedule(scheduler, key);
    if (schedule?.definition.ActionAfterCompletion !== 'DELETE') return;
    if (isCompleted(scheduler, schedule)) deleteSchedule(scheduler, key);
  };

  const tick = async () => {
    look();
    await Promise.all(underWay.values());
  };

  const stop = async () => {
    stopped = true;
    clearTimeout(timer);
    await Promise.race([Promise.all(underWay.values()), sleep(STOP_PATIENCE_MS)]);
  };

  look();
  return { look, tick, stop };
}
