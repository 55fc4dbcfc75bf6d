import { z } from 'zod';
import { idSchema } from '../ids.ts';

/** Which page of a list is asked for: `cursor` is that of the answer before. */
export const listQuery = <Name extends Parameters<typeof idSchema>[0]>(name: Name) =>
  z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: idSchema(name, 'The cursor of the page before.').optional(),
  });
