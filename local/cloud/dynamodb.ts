import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type DynamoDbProcess, startDynamoDb } from '../emulators/dynamodb/process.ts';
import { identify, isAlive, type ProcessIdentity } from './ecs/process-identity.ts';

/** The embedded DynamoDB on a file, or one that runs already. */
export async function openDynamoDb(
  databaseFile: string,
  endpoint: string | undefined,
): Promise<DynamoDbProcess> {
  if (endpoint) return { endpoint, stop: async () => undefined };
  await endHolders(databaseFile);
  return startDynamoDb({ databaseFile });
}

/**
 * A cloud that is killed leaves its DynamoDB behind, and two on one file would corrupt it. The
 * caller holds the lock of the folder, so whoever else has the file open is left over.
 */
async function endHolders(databaseFile: string) {
  const holders = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && holds(name, databaseFile))
    .flatMap(name => identify(Number(name)) ?? []);
  for (const { pid } of holders) process.kill(pid, 'SIGKILL');
  await Promise.all(holders.map(gone));
}

function holds(pid: string, databaseFile: string) {
  try {
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return program.endsWith('/dynoxide') && args[args.indexOf('--db-path') + 1] === databaseFile;
  } catch {
    return false;
  }
}

async function gone(holder: ProcessIdentity) {
  while (isAlive(holder)) await delay(5);
}
