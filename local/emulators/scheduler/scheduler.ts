import type { SqliteFile } from '../wire/sqlite-file.ts';
import { WireError } from '../wire/wire-error.ts';

/** What every operation works on. Times are milliseconds since the epoch. */
export type Scheduler = SqliteFile & {
  now: () => number;
  /** Everything of an ARN before `schedule/`. */
  arnPrefix: string;
};

export const DEFAULT_GROUP = 'default';

/** A due run becomes a delivery in the transaction that moves its schedule on: none is lost. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS schedule_groups (
    name TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL
  ) STRICT;
  INSERT OR IGNORE INTO schedule_groups VALUES ('${DEFAULT_GROUP}', 0);
  CREATE TABLE IF NOT EXISTS schedules (
    group_name TEXT NOT NULL REFERENCES schedule_groups (name) ON DELETE CASCADE,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    client_token TEXT,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    next_at INTEGER,
    PRIMARY KEY (group_name, name)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS schedules_by_time ON schedules (next_at);
  CREATE TABLE IF NOT EXISTS deliveries (
    id TEXT PRIMARY KEY,
    group_name TEXT NOT NULL,
    name TEXT NOT NULL,
    scheduled_at INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (group_name, name) REFERENCES schedules (group_name, name) ON DELETE CASCADE
  ) STRICT;
  CREATE INDEX IF NOT EXISTS deliveries_by_time ON deliveries (due_at);
`;

export const validation = (message: string) => new WireError('ValidationException', message);
export const conflict = (message: string) =>
  new WireError('ConflictException', message, { status: 409 });
export const notFound = (message: string) =>
  new WireError('ResourceNotFoundException', message, { status: 404 });
