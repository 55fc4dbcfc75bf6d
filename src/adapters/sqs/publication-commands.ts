import * as z from 'zod';
import { trustedWorkspaceId } from '../../kernel/ids.ts';
import type { PublicationCommand } from '../../publishing/ports.ts';

const Message = z.strictObject({
  command: z.literal('take_back'),
  subject: z.strictObject({
    workspaceId: z.string().transform(trustedWorkspaceId),
    kind: z.string(),
    id: z.string(),
  }),
  next: z.literal('erase').exactOptional(),
});

/** The other end of the publications queue. Only our own functions may send to it. */
export const readPublicationCommand = (body: string): PublicationCommand =>
  Message.parse(JSON.parse(body));
