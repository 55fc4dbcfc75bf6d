import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Programs that read a file say what is wrong with it, but not which it is. */
export function namingFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw fileError(file, error);
  }
}

export const fileError = (file: string, error: unknown) =>
  new Error(`${file}: ${error instanceof Error ? error.message : error}`, { cause: error });

/** @throws an error that names the file, and tells nothing of what is in it: it may be a secret. */
export function readJsonFile<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): z.infer<Schema> {
  const text = namingFile(file, () => readFileSync(file, 'utf8'));
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`${file}: is not JSON.`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw fileError(file, new Error(z.prettifyError(parsed.error)));
}
