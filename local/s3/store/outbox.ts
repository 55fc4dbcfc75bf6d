import pLimit from 'p-limit';
import { z } from 'zod';
import { S3ObjectEvent } from '../s3-event.ts';
import type { Database } from './database.ts';
import { jsonColumn } from './json-column.ts';

const DELIVERIES_AT_ONCE = 16;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 30_000;

const OutboxRow = z.object({ sequence: z.number(), event: jsonColumn(S3ObjectEvent) });
type OutboxRow = z.infer<typeof OutboxRow>;

export type OnObjectEvent = (event: S3ObjectEvent) => void | Promise<void>;

export type Outbox = ReturnType<typeof openOutbox>;

/**
 * Events that wait for their delivery. A row is written with the change that it tells of and
 * deleted once the receiver took it, so each is delivered at least once, whatever is killed.
 */
export function openOutbox(database: Database, onObjectEvent: OnObjectEvent | undefined) {
  const insert = database.statement("INSERT INTO outbox (event) VALUES ('')");
  const setEvent = database.statement('UPDATE outbox SET event = ? WHERE sequence = ?');
  const remove = database.statement('DELETE FROM outbox WHERE sequence = ?');
  const waiting = database.query('SELECT * FROM outbox ORDER BY sequence', OutboxRow);
  const limit = pLimit(DELIVERIES_AT_ONCE);
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  async function attempt(row: OutboxRow, retryMs: number) {
    if (stopped || !onObjectEvent) return;
    try {
      await onObjectEvent(row.event);
      if (!stopped) remove(row.sequence);
    } catch {
      // The receiver may be starting or down. Others are not kept waiting behind this one.
      later(row, retryMs);
    }
  }

  function later(row: OutboxRow, retryMs: number) {
    const timer = setTimeout(() => {
      timers.delete(timer);
      deliver(row, Math.min(retryMs * 2, LAST_RETRY_MS));
    }, retryMs);
    timers.add(timer);
  }

  const deliver = (row: OutboxRow, retryMs = FIRST_RETRY_MS) => limit(attempt, row, retryMs);

  return {
    /** Inside the transaction of the change. Without a receiver there is nothing to keep. */
    add: (makeEvent: (sequence: number) => S3ObjectEvent): OutboxRow | undefined => {
      if (!onObjectEvent) return undefined;
      const sequence = insert();
      const event = makeEvent(sequence);
      setEvent(JSON.stringify(event), sequence);
      return { sequence, event };
    },
    deliver,
    /** What an earlier process left undelivered. */
    deliverWaiting: () => {
      if (onObjectEvent) for (const row of waiting.all()) void deliver(row);
    },
    stop: () => {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      limit.clearQueue();
    },
  };
}
