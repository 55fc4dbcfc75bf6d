import * as z from 'zod';
import { idSchema, trustedWorkspaceId } from '../../kernel/ids.ts';
import type { JobCommand } from '../../tasks/jobs/ports.ts';

const Message = z.strictObject({
  command: z.literal('work'),
  workspaceId: z.string().transform(trustedWorkspaceId),
  taskId: idSchema('task'),
});

/** The other end of the queue of jobs. Only our own functions may send to it. */
export const readJobCommand = (body: string): JobCommand => Message.parse(JSON.parse(body));
