import { z } from 'zod';
import type { SqliteFile } from '../../emulators/wire/sqlite-file.ts';

export const EXECUTION_SCHEMA = `
  CREATE TABLE IF NOT EXISTS executions (
    arn TEXT PRIMARY KEY, machine_arn TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
    input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
    started_at REAL NOT NULL, stopped_at REAL, restarts INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS executions_by_machine ON executions (machine_arn, started_at);
  CREATE TABLE IF NOT EXISTS history (
    execution_arn TEXT NOT NULL, id INTEGER NOT NULL, at REAL NOT NULL,
    type TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (execution_arn, id)
  );
  CREATE TABLE IF NOT EXISTS tokens (
    token TEXT PRIMARY KEY, execution_arn TEXT NOT NULL
  )`;

const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export const ExecutionStatus = z.literal(STATUSES);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

const Row = z
  .object({
    arn: z.string(),
    machine_arn: z.string(),
    name: z.string(),
    status: ExecutionStatus,
    input: z.string(),
    output: z.string().nullable(),
    error: z.string().nullable(),
    cause: z.string().nullable(),
    started_at: z.number(),
    stopped_at: z.number().nullable(),
    restarts: z.int(),
  })
  .transform(({ machine_arn, started_at, stopped_at, ...row }) => ({
    ...row,
    machineArn: machine_arn,
    /** Epoch milliseconds. */
    startedAt: started_at,
    stoppedAt: stopped_at,
  }));
export type Execution = z.infer<typeof Row>;

export type Ending = {
  status: Exclude<ExecutionStatus, 'RUNNING'>;
  output?: string | undefined;
  error?: string | undefined;
  cause?: string | undefined;
};

const HistoryRow = z.object({ id: z.int(), at: z.number(), type: z.string(), details: z.string() });
export type HistoryRow = z.infer<typeof HistoryRow>;

/** Executions, their history and their open tokens, on disk. */
export function executionStore({ sql }: SqliteFile, now: () => number) {
  const find = (arn: string): Execution | undefined => {
    const row = sql('SELECT * FROM executions WHERE arn = ?').get(arn);
    return row && Row.parse(row);
  };
  return {
    find,
    insert: (execution: Pick<Execution, 'arn' | 'machineArn' | 'name' | 'input'>) => {
      const { arn, machineArn, name, input } = execution;
      sql(
        `INSERT INTO executions (arn, machine_arn, name, status, input, started_at)
         VALUES (?, ?, ?, 'RUNNING', ?, ?)`,
      ).run(arn, machineArn, name, input, now());
    },
    /** False when it had ended before: the first end counts. */
    end: (arn: string, { status, output, error, cause }: Ending) =>
      sql(
        `UPDATE executions SET status = ?, output = ?, error = ?, cause = ?, stopped_at = ?
         WHERE arn = ? AND status = 'RUNNING'`,
      ).run(status, output ?? null, error ?? null, cause ?? null, now(), arn).changes === 1,
    /** Newest first. */
    list: (machineArn: string, status: ExecutionStatus | undefined) =>
      sql(
        `SELECT * FROM executions WHERE machine_arn = ? AND (?2 IS NULL OR status = ?2)
         ORDER BY started_at DESC, arn`,
      )
        .all(machineArn, status ?? null)
        .map(row => Row.parse(row)),
    running: () =>
      sql(`SELECT * FROM executions WHERE status = 'RUNNING' ORDER BY started_at`)
        .all()
        .map(row => Row.parse(row)),
    countRestart: (arn: string) => {
      sql('UPDATE executions SET restarts = restarts + 1 WHERE arn = ?').run(arn);
    },
    addEvent: (arn: string, type: string, details: object) => {
      sql(
        `INSERT INTO history VALUES (
           ?1, (SELECT coalesce(max(id), 0) + 1 FROM history WHERE execution_arn = ?1), ?2, ?3, ?4)`,
      ).run(arn, now(), type, JSON.stringify(details));
    },
    events: (arn: string): HistoryRow[] =>
      sql('SELECT id, at, type, details FROM history WHERE execution_arn = ? ORDER BY id')
        .all(arn)
        .map(row => HistoryRow.parse(row)),
  };
}

export type ExecutionStore = ReturnType<typeof executionStore>;
