import type { Clients } from '../clients.ts';
import type { Emulators } from '../emulators.ts';
import type { Pages } from '../pages.ts';
import type { Assembly } from '../template/assembly.ts';
import { createBuckets, readNotifications } from './buckets.ts';
import { createQueues, readMappings } from './queues.ts';
import { putSchedules } from './schedules.ts';
import { createSecrets } from './secrets.ts';
import { createTables, keysOf, readTables } from './tables.ts';

type Parts = { assembly: Assembly; emulators: Emulators; clients: Clients; pages: Pages };

/** Makes what the template asks for in the emulators. What exists stays, with its content. */
export async function provision({ assembly, emulators, clients, pages }: Parts) {
  const tables = readTables(assembly);
  createQueues(assembly, emulators.sqs);
  createBuckets(assembly, emulators.s3, pages);
  createSecrets(assembly, emulators.secrets);
  putSchedules(assembly, emulators.scheduler);
  await createTables(clients.dynamodb, tables);
  emulators.access.knowTables(new Map(tables.map(table => [table.name, keysOf(table)])));
  const notifications = readNotifications(assembly);
  return { tables, mappings: readMappings(assembly), notifications };
}
