import { keepsAnswers } from '../kernel/http/refusals.ts';
import { holdersOf } from '../kernel/http/rights.ts';
import type { Route } from '../kernel/http/route.ts';
import { exampleOf } from './examples.ts';
import { inputSchema, type JsonSchema, outputSchema, parameters } from './json-schemas.ts';
import { problemResponses } from './problems.ts';

const IDEMPOTENCY_KEY = { $ref: '#/components/parameters/IdempotencyKey' };
const RATE_LIMIT_HEADERS = Object.fromEntries(
  ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'RateLimit-Policy'].map(name => [
    name,
    { $ref: `#/components/headers/${name}` },
  ]),
);

/** One row as an OpenAPI operation. */
export function operation(row: Route, tag: string) {
  return {
    operationId: row.use,
    summary: row.summary,
    ...(row.right && {
      description: `Needs the right \`${row.right}\`, which ${holdersOf(row.right)} has.`,
      'x-right': row.right,
    }),
    tags: [tag],
    ...(row.public && { security: [] }),
    parameters: [
      ...parameters(row.params, 'path'),
      ...parameters(row.query, 'query'),
      ...(keepsAnswers(row) ? [IDEMPOTENCY_KEY] : []),
    ],
    ...(row.body && { requestBody: requestBody(row.body) }),
    responses: {
      ...(row.preview && { 200: previewResponse(row.preview) }),
      [success(row)]: successResponse(row),
      ...problemResponses(row),
    },
  };
}

/** A body of which every field may be left out may itself be left out. */
const requestBody = (schema: NonNullable<Route['body']>) => ({
  required: !schema.safeParse({}).success,
  content: { 'application/json': withExample(inputSchema(schema)) },
});

const previewResponse = (schema: NonNullable<Route['preview']>) => ({
  description: 'What would happen, where `dry_run` is true: nothing was done.',
  headers: RATE_LIMIT_HEADERS,
  content: { 'application/json': withExample(outputSchema(schema)) },
});

const withExample = (schema: JsonSchema) => ({ schema, example: exampleOf(schema) });

const success = (row: Route) => row.status ?? (row.response || row.contentType ? 200 : 204);

function successResponse(row: Route) {
  const location = { description: 'Where what was made can be read.', schema: { type: 'string' } };
  return {
    description: row.summary,
    headers: {
      ...(row.location && { Location: location }),
      ...RATE_LIMIT_HEADERS,
    },
    ...(row.response && {
      content: { 'application/json': withExample(outputSchema(row.response)) },
    }),
    ...(row.contentType && { content: { [row.contentType]: {} } }),
  };
}
