import * as z from 'zod';
import { sqsCommands } from '../adapters/sqs/commands.ts';
import { environment } from './environment.ts';

/** Asks over the admission queue. */
export const commandPort = () => ({
  commands: sqsCommands(
    environment({ ADMISSION_QUEUE_URL: z.string().min(1) }).ADMISSION_QUEUE_URL,
  ),
});
