import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { itemRepository } from '../adapters/dynamodb/pipeline/item-repository.ts';
import { jobRepository } from '../adapters/dynamodb/pipeline/job-repository.ts';
import { sqsCommands } from '../adapters/sqs/commands.ts';
import type { JobCommand } from '../tasks/jobs/ports.ts';
import { environment } from './environment.ts';

/** Tasks of many items, and what became of these. */
export const jobRows = (table: Table) => ({
  jobs: jobRepository(table),
  items: itemRepository(table),
});

/** Asks for jobs to be worked on. */
export const jobCommandPort = () => ({
  jobCommands: sqsCommands<JobCommand>(
    environment({ JOBS_QUEUE_URL: z.string().min(1) }).JOBS_QUEUE_URL,
  ),
});
