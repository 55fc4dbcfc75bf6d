import { z } from 'zod';

/** A column that holds JSON text of a schema. */
export const jsonColumn = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(text => (typeof text === 'string' ? JSON.parse(text) : text), schema);

/** Header values by name. */
export const StringMap = z.record(z.string(), z.string());
export type StringMap = z.infer<typeof StringMap>;
