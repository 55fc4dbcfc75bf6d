import * as z from 'zod';

/**
 * The environment of a function, checked when it starts: a missing variable stops the deployment
 * and not the first customer. The message names variables and never shows values.
 */
export function environment<Shape extends z.ZodRawShape>(shape: Shape) {
  const parsed = z.object(shape).safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map(({ path }) => path.join('.'));
  throw new Error(`The environment needs other values of: ${[...new Set(names)].join(', ')}.`);
}
