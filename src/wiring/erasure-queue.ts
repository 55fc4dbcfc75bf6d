import * as z from 'zod';
import { sqsCommands } from '../adapters/sqs/commands.ts';
import type { ErasureCommand } from '../workspaces/erasure/ports.ts';
import { environment } from './environment.ts';

/** Asks for steps of erasures. */
export const erasurePort = () => ({
  erasureCommands: sqsCommands<ErasureCommand>(
    environment({ ERASURES_QUEUE_URL: z.string().min(1) }).ERASURES_QUEUE_URL,
  ),
});
