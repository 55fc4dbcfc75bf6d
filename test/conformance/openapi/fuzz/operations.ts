import { z } from 'zod';
import { API } from '#src/api.ts';
import { openApiDocument } from '#src/openapi/document.ts';

const Schema = z.record(z.string(), z.unknown());
export type Schema = z.infer<typeof Schema>;

const Parameter = z.object({ name: z.string(), in: z.string(), schema: Schema });
const Operation = z.object({
  operationId: z.string(),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.union([Parameter, z.object({ $ref: z.string() })])),
  requestBody: z
    .object({ content: z.object({ 'application/json': z.object({ schema: Schema }) }) })
    .optional(),
  responses: z.record(z.string(), Schema),
});

/** The document as a client gets it, and as nothing but that: through JSON. */
export const DOCUMENT = z
  .looseObject({
    paths: z.record(z.string(), z.record(z.string(), Operation)),
  })
  .parse(JSON.parse(JSON.stringify(openApiDocument(API))));

type Place = 'path' | 'query';

/** Every operation of the API, as its document says it. */
export const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    isPublic: operation.security?.length === 0,
    takesKey: operation.parameters.some(parameter => '$ref' in parameter),
    parameters: (place: Place) =>
      operation.parameters.flatMap(parameter =>
        'in' in parameter && parameter.in === place ? [parameter] : [],
      ),
    body: operation.requestBody?.content['application/json'].schema,
  })),
);
export type Operation = (typeof OPERATIONS)[number];
