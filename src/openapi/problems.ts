import * as z from 'zod';
import { STATUS } from '../kernel/errors.ts';
import type { Route } from '../kernel/http/route.ts';
import { outputSchema } from './json-schemas.ts';

const CODES = Object.keys(STATUS).filter(isCode);

function isCode(text: string): text is keyof typeof STATUS {
  return text in STATUS;
}

const ProblemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.literal(CODES).describe('For programs: never renamed.'),
    detail: z.string().describe('For people: what is wrong and what to do.'),
    instance: z.string().describe('The request id: tell it to support.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('Each wrong field of the request.'),
    quota: z
      .object({
        used: z.number(),
        limit: z.number(),
        resets_at: z.iso.datetime().nullable(),
        plan: z.string(),
      })
      .optional()
      .describe('Of `quota_exceeded`: what is used of what the plan has.'),
  })
  .describe('RFC 9457 problem details.')
  .meta({
    examples: [
      {
        type: '/problems/invalid_request',
        title: 'invalid request',
        status: 400,
        code: 'invalid_request',
        detail: 'One field of the request is wrong: see errors.',
        instance: 'JKJaXmPLvHcESHA=',
        errors: [{ path: 'display_name', message: 'Required: a text.' }],
      },
    ],
  });

const STATUSES = [...new Set(Object.values(STATUS))];

const refTo = (status: number) => ({ $ref: `#/components/responses/Problem${status}` });

/** Shared by all operations: one response for each status, with its codes. */
export const problemComponents = {
  schemas: { Problem: outputSchema(ProblemDocument) },
  responses: Object.fromEntries(STATUSES.map(status => [`Problem${status}`, response(status)])),
};

function response(status: number) {
  const codes = CODES.filter(code => STATUS[code] === status);
  const retryAfter = { description: 'Seconds to wait.', schema: { type: 'integer' } };
  return {
    description: codes.join(', '),
    ...([409, 429, 503].includes(status) && { headers: { 'Retry-After': retryAfter } }),
    content: {
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    },
  };
}

/** What a row may answer besides its success. */
export function problemResponses(row: Route) {
  const statuses = [
    // Also where no body belongs one may be sent; and another method is answered for the address.
    ...[400, 405, 413, 415],
    ...(row.public ? [] : [401, 403]),
    ...(row.secret ? [401] : []),
    ...(row.params ? [404] : []),
    ...(row.method === 'GET' ? [] : [409, 422]),
    ...(row.refuses ?? []).map(code => STATUS[code]),
    429,
    500,
    503,
  ];
  return Object.fromEntries(
    [...new Set(statuses)].sort().map(status => [String(status), refTo(status)]),
  );
}
