import { z } from 'zod';
import { GatewayError } from './request.ts';

/** What goes back to the client. */
export type Answer = {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string | string[]>;
  body: Buffer;
};

const FunctionAnswer = z.looseObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** @throws GatewayError 500 when a function answers something that is no HTTP answer. */
export function toAnswer(payload: string): Answer {
  const value: unknown = JSON.parse(payload);
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) {
    return json(200, payload);
  }
  const parsed = FunctionAnswer.safeParse(value);
  if (!parsed.success) throw new GatewayError(500, 'Internal Server Error');
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data;
  const lower = Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)]);
  return {
    status: statusCode,
    headers: {
      // The default of HTTP APIs for a function that names no type.
      ...(body && { 'content-type': 'text/plain; charset=utf-8' }),
      ...Object.fromEntries(lower),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** An answer of the gateway itself. */
export const refusal = ({ status, message }: GatewayError) =>
  json(status, JSON.stringify({ message }));

const json = (status: number, text: string): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(text),
});
