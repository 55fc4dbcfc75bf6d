import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { targetRepository } from '../adapters/dynamodb/publishing/target-repository.ts';
import { sqsCommands } from '../adapters/sqs/commands.ts';
import type { PublicationCommand } from '../publishing/ports.ts';
import { environment } from './environment.ts';

/** For whoever asks that something be taken back, and reaches no platform. */
export function publicationPorts(table: Table) {
  const { PUBLICATIONS_QUEUE_URL } = environment({ PUBLICATIONS_QUEUE_URL: z.string().min(1) });
  const publications = sqsCommands<PublicationCommand>(PUBLICATIONS_QUEUE_URL);
  return { targets: targetRepository(table), publications, clock: Date.now };
}
