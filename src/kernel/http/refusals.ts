import * as z from 'zod';
import { type ErrorCode, STATUS } from '../errors.ts';
import type { Route } from './route.ts';

/** Whatever is called: also where no body belongs one may be sent, and an address has other methods. */
const OF_ALL = [
  'invalid_request',
  'invalid_json',
  'method_not_allowed',
  'payload_too_large',
  'unsupported_media_type',
  'rate_limited',
  'internal',
  'unavailable',
] as const satisfies readonly ErrorCode[];

const OF_A_LOGIN = ['unauthorized', 'token_expired', 'forbidden', 'suspended'] as const;
const OF_A_KEY = ['idempotency_in_progress', 'idempotency_mismatch'] as const;

/** Whether a row keeps its answer under an `Idempotency-Key`. */
export const keepsAnswers = ({ method, secret, public: isPublic }: Route) =>
  method === 'POST' && !secret && !isPublic;

/**
 * All codes that a row may refuse with: what follows from it, and what it declares. Read by the OpenAPI
 * document; and whoever answers checks each refusal against it.
 */
export function refusalsOf(row: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>([
    ...OF_ALL,
    ...(row.public ? [] : OF_A_LOGIN),
    ...(row.params ? (['not_found'] as const) : []),
    ...(takesVersion(row.body) || takesVersion(row.query) ? (['version_conflict'] as const) : []),
    ...(keepsAnswers(row) ? OF_A_KEY : []),
    ...(row.refuses ?? []),
  ]);
  return [...codes].sort((a, b) => STATUS[a] - STATUS[b]);
}

/** Who changes what they have read says which version that was. */
const takesVersion = (schema: z.ZodType | undefined) =>
  schema instanceof z.ZodObject && 'version' in schema.shape;
