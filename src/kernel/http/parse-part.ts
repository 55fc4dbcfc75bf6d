import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { fieldErrors } from './field-errors.ts';

/**
 * A part of a body whose schema only the stored row tells, such as settings of its platform.
 * @throws invalid_request, with the paths of the whole body
 */
export function parsePart<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
  field: string,
  whatItIsNot: string,
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = fieldErrors(parsed.error).map(({ path, message }) => ({
    path: [field, path].filter(Boolean).join('.'),
    message,
  }));
  throw new AppError('invalid_request', `These are no ${whatItIsNot}: see errors.`, { errors });
}
