import { z } from 'zod';

/** Any JSON value. */
export const Json = z.json();
export type Json = z.infer<typeof Json>;

/** Input and output of states and executions, as UTF-8. */
export const PAYLOAD_LIMIT_BYTES = 262_144;

export const isTooLarge = (text: string) => Buffer.byteLength(text) > PAYLOAD_LIMIT_BYTES;

export function tryParse(text: string): { value: Json } | undefined {
  try {
    return { value: Json.parse(JSON.parse(text)) };
  } catch {
    return undefined;
  }
}
