import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { SqliteFile } from '../../emulators/wire/sqlite-file.ts';
import { identify, isAlive, killSession, type ProcessIdentity } from './process-identity.ts';

export const PROCESS_SCHEMA = `
  CREATE TABLE IF NOT EXISTS processes (
    id TEXT PRIMARY KEY, pid INTEGER NOT NULL, start_ticks TEXT NOT NULL, boot_id TEXT NOT NULL
  )`;

const Row = z.object({
  id: z.string(),
  pid: z.int(),
  start_ticks: z.string(),
  boot_id: z.string(),
});

const DEATH_LIMIT_MS = 5000;

/** Remembers on disk which processes a cloud started, so that the next one can end leftovers. */
export function processRegister(file: SqliteFile) {
  /** A row that stays names a process that is gone: the next start finds that, and removes it. */
  const forget = (id: string) => {
    try {
      file.sql('DELETE FROM processes WHERE id = ?').run(id);
    } catch {
      // The disk is full.
    }
  };
  const remember = (id: string, pid: number): ProcessIdentity | undefined => {
    const identity = identify(pid);
    if (!identity) return undefined;
    file
      .sql('INSERT OR REPLACE INTO processes VALUES (?, ?, ?, ?)')
      .run(id, identity.pid, identity.startTicks, identity.bootId);
    return identity;
  };
  /** Kills what a dead cloud left running and waits until it is gone. Returns how many. */
  const killLeftovers = async () => {
    const rows = z.array(Row).parse(file.sql('SELECT * FROM processes').all());
    const counts = await Promise.all(
      rows.map(async row => {
        const identity = { pid: row.pid, startTicks: row.start_ticks, bootId: row.boot_id };
        const killed = await end(identity);
        forget(row.id);
        return killed;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
  return { remember, forget, killLeftovers };
}

export type ProcessRegister = ReturnType<typeof processRegister>;

async function end(identity: ProcessIdentity) {
  const wasAlive = isAlive(identity);
  const members = killSession(identity);
  // One that leads no session of its own is killed by its id.
  if (isAlive(identity)) process.kill(identity.pid, 'SIGKILL');
  const deadline = Date.now() + DEATH_LIMIT_MS;
  while (isAlive(identity) && Date.now() < deadline) await delay(10);
  return members || Number(wasAlive);
}
