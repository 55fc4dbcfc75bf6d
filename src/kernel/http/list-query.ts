import * as z from 'zod';
import { idSchema } from '../ids.ts';

/** Far more than a cursor of ours has. */
const MAX_CURSOR_CHARACTERS = 200;

/**
 * Which page of a list is asked for: `cursor` is that of the answer before. To a client it is an
 * opaque text (`list-pages.ts`); what is parsed here is the id that was sealed in it.
 */
export const listQuery = <Name extends Parameters<typeof idSchema>[0]>(name: Name) =>
  z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z
      .string()
      .max(MAX_CURSOR_CHARACTERS)
      .pipe(idSchema(name, 'Must be the cursor of the page before, with the same filters.'))
      .optional(),
  });
