import { z } from 'zod';
import type { Call } from '../call.ts';
import { S3Error } from '../errors.ts';
import { receiveText } from './body.ts';
import { parseXml } from './xml.ts';

/** The XML document of a request, as its schema has it. @throws {S3Error} MalformedXML */
export async function readXml<Schema extends z.ZodType>(
  { request, authenticated }: Call,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await receiveText(request, authenticated);
  const parsed = schema.safeParse(parseQuietly(text));
  if (!parsed.success) throw new S3Error('MalformedXML');
  return parsed.data;
}

/** An element that may stand once or many times, or not at all. */
export const repeated = <Schema extends z.ZodType>(
  schema: Schema,
  { min = 0, max = 10_000 } = {},
) =>
  z.preprocess(
    value => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(schema).min(min).max(max),
  );

function parseQuietly(text: string) {
  try {
    return parseXml(text);
  } catch {
    throw new S3Error('MalformedXML');
  }
}
