import * as z from 'zod';
import { type ErrorCode, STATUS } from '../kernel/errors.ts';
import { refusalsOf } from '../kernel/http/refusals.ts';
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

/** What a row may answer besides its success: for each status the codes that mean something there. */
export function problemResponses(row: Route) {
  const codes = refusalsOf(row);
  const statuses = [...new Set(codes.map(code => STATUS[code]))];
  return Object.fromEntries(
    statuses.map(status => [
      String(status),
      response(
        status,
        codes.filter(code => STATUS[code] === status),
      ),
    ]),
  );
}

const RETRY_AFTER = { description: 'Seconds to wait.', schema: { type: 'integer' } };

const response = (status: number, codes: readonly ErrorCode[]) => ({
  description: codes.map(code => `\`${code}\``).join(', '),
  ...([409, 429, 503].includes(status) && { headers: { 'Retry-After': RETRY_AFTER } }),
  content: {
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { properties: { code: { enum: codes } } },
        ],
      },
    },
  },
});

/** Of no operation: an address, or a method of one, that is not there. */
const OF_NO_ROW = ['not_found', 'method_not_allowed'] as const;

export const problemComponents = {
  schemas: { Problem: outputSchema(ProblemDocument) },
  responses: Object.fromEntries(
    OF_NO_ROW.map(code => [`Problem${STATUS[code]}`, response(STATUS[code], [code])]),
  ),
};
