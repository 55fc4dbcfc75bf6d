import pLimit from 'p-limit';
import { z } from 'zod';
import { S3ObjectEvent } from '../s3-event.ts';
import type { Database } from './database.ts';
import { jsonColumn } from './json-column.ts';

const DELIVERIES_AT_ONCE = 16;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 30_000;

const OutboxRow = z.object({ sequence: z.number(), event: jsonColumn(S3ObjectEvent) });
export type OutboxRow = z.infer<typeof OutboxRow>;

export type OnObjectEvent = (event: S3ObjectEvent) => void | Promise<void>;

/**
 * Events that wait for their delivery. A row is written with the change that it tells of and
 * deleted once the receiver took it, so each is delivered at least once, whatever is killed.
 */
export class Outbox {
  readonly #sql: ReturnType<typeof statements>;
  readonly #onObjectEvent: OnObjectEvent | undefined;
  readonly #limit = pLimit(DELIVERIES_AT_ONCE);
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  constructor(database: Database, onObjectEvent: OnObjectEvent | undefined) {
    this.#sql = statements(database);
    this.#onObjectEvent = onObjectEvent;
  }

  /** Inside the transaction of the change. Without a receiver there is nothing to keep. */
  add(makeEvent: (sequence: number) => S3ObjectEvent): OutboxRow | undefined {
    if (!this.#onObjectEvent) return undefined;
    const sequence = this.#sql.insert();
    const event = makeEvent(sequence);
    this.#sql.setEvent(JSON.stringify(event), sequence);
    return { sequence, event };
  }

  deliver(row: OutboxRow, retryMs = FIRST_RETRY_MS) {
    void this.#limit(() => this.#attempt(row, retryMs));
  }

  /** What an earlier process left undelivered. */
  deliverWaiting() {
    if (!this.#onObjectEvent) return;
    for (const row of this.#sql.waiting.all()) this.deliver(row);
  }

  stop() {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#limit.clearQueue();
  }

  async #attempt(row: OutboxRow, retryMs: number) {
    if (this.#stopped) return;
    try {
      await this.#onObjectEvent?.(row.event);
      if (!this.#stopped) this.#sql.remove(row.sequence);
    } catch {
      // The receiver may be starting or down, or the disk full: it is then told again. Others are
      // not kept waiting behind this one.
      this.#retryLater(row, retryMs);
    }
  }

  #retryLater(row: OutboxRow, retryMs: number) {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.deliver(row, Math.min(retryMs * 2, LAST_RETRY_MS));
    }, retryMs);
    this.#timers.add(timer);
  }
}

const statements = (database: Database) => ({
  insert: database.statement("INSERT INTO outbox (event) VALUES ('')"),
  setEvent: database.statement('UPDATE outbox SET event = ? WHERE sequence = ?'),
  remove: database.statement('DELETE FROM outbox WHERE sequence = ?'),
  waiting: database.query('SELECT * FROM outbox ORDER BY sequence', OutboxRow),
});
