import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fingerprint, type Grant, keyOf } from './grants.ts';

const Line = z.object({ who: z.string(), action: z.string(), resource: z.string() });

const fileOf = (folder: string, granted: readonly Grant[]) =>
  join(folder, `${fingerprint(granted)}.jsonl`);

/**
 * Writes down which grants of an app are used: each at its first use in this process, and at once,
 * so that a cloud that is killed loses none. Clouds of the same app share a file.
 */
export function openGrantLog(folder: string, granted: readonly Grant[]) {
  mkdirSync(folder, { recursive: true });
  const file = fileOf(folder, granted);
  const seen = new Set<string>();
  return (grant: Grant) => {
    const key = keyOf(grant);
    if (seen.has(key)) return;
    seen.add(key);
    appendFileSync(file, `${JSON.stringify(grant)}\n`);
  };
}

/** The grants of an app that nothing has used since the folder was emptied. */
export function unusedGrants(folder: string, granted: readonly Grant[]): Grant[] {
  const used = new Set(readUsed(fileOf(folder, granted)).map(keyOf));
  return granted.filter(grant => !used.has(keyOf(grant)));
}

function readUsed(file: string): Grant[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => Line.parse(JSON.parse(line)));
}
