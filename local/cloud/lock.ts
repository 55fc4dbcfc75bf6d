import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, isAlive } from './ecs/process-identity.ts';

const Owner = z.object({ pid: z.int(), startTicks: z.string(), bootId: z.string() });

const TRIES = 3;

/**
 * Makes this process the only cloud on a data folder; two would corrupt its databases without
 * complaint. A lock left behind by a dead process does not count. Returns how to give it back.
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, 'lock.json');
  const mine = JSON.stringify(identify(process.pid));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch {
      const owner = ownerOf(file);
      if (owner && isAlive(owner)) {
        throw new Error(
          `A local cloud already works on ${dataDir}: process ${owner.pid}. Stop it, or use another folder.`,
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new Error(`The lock ${file} cannot be taken.`);
}

function ownerOf(file: string) {
  try {
    return Owner.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}
