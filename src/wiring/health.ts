import * as z from 'zod';
import type { Table } from '../adapters/dynamodb/client.ts';
import { pingTable } from '../adapters/dynamodb/kernel/ping.ts';
import { pingBucket } from '../adapters/s3/ping.ts';
import { queuePing } from '../adapters/sqs/ping.ts';
import type { HealthChecks } from '../health/check-ready.ts';
import { environment } from './environment.ts';
import { mediaBucket } from './media.ts';

/** What no part of the API works without. */
export function healthChecks(table: Table): HealthChecks {
  const { ADMISSION_QUEUE_URL, PUBLICATIONS_QUEUE_URL } = environment({
    ADMISSION_QUEUE_URL: z.string().min(1),
    PUBLICATIONS_QUEUE_URL: z.string().min(1),
  });
  const media = mediaBucket();
  return {
    table: signal => pingTable(table, signal),
    media: signal => pingBucket(media, signal),
    queues: queuePing([ADMISSION_QUEUE_URL, PUBLICATIONS_QUEUE_URL]),
  };
}
