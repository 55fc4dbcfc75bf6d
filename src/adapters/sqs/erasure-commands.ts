import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import type { ErasureCommand } from '../../workspaces/erasure/ports.ts';

const Message = z.strictObject({ command: z.literal('erase_account'), userId: idSchema('user') });

/** The other end of the queue of erasures. Only our own functions may send to it. */
export const readErasureCommand = (body: string): ErasureCommand => Message.parse(JSON.parse(body));
