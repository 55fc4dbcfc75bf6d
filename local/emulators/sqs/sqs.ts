import type { SqliteFile } from '../wire/sqlite-file.ts';

/** What every operation works on. Times are milliseconds since the epoch. */
export type Sqs = SqliteFile & {
  now: () => number;
  arn: (queueName: string) => string;
  url: (queueName: string) => string;
  /** Tells waiting receivers that the queue may have something for them. */
  wake: (queueName: string) => void;
};

/** Rows are keyed by the queue's name alone: the port in URLs changes from start to start. */
export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS queues (
    name TEXT PRIMARY KEY,
    attributes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS messages (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    message_id TEXT NOT NULL,
    body TEXT NOT NULL,
    attributes TEXT NOT NULL,
    trace_header TEXT,
    group_id TEXT,
    deduplication_id TEXT,
    sent_at INTEGER NOT NULL,
    visible_at INTEGER NOT NULL,
    receipt TEXT,
    received_at INTEGER,
    first_received_at INTEGER,
    receive_count INTEGER NOT NULL DEFAULT 0,
    dead_letter_source TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_visibility ON messages (queue, visible_at, sequence);
  CREATE INDEX IF NOT EXISTS messages_by_group ON messages (queue, group_id, visible_at);
  CREATE INDEX IF NOT EXISTS messages_by_age ON messages (queue, sent_at);
  CREATE INDEX IF NOT EXISTS messages_by_receives ON messages (queue, receive_count);
  CREATE TABLE IF NOT EXISTS deduplications (
    queue TEXT NOT NULL,
    scope TEXT NOT NULL,
    deduplication_id TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (queue, scope, deduplication_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS move_tasks (
    handle TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    destination TEXT,
    moved INTEGER NOT NULL,
    started_at INTEGER NOT NULL
  ) STRICT;
`;
