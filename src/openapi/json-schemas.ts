import * as z from 'zod';

export type JsonSchema = Record<string, unknown>;

/** What a client may send. */
export const inputSchema = (schema: z.ZodType) => converted(schema, 'input');
/** What a client will get. */
export const outputSchema = (schema: z.ZodType) => converted(schema, 'output');

/** Throws on a schema that JSON Schema cannot say: then the row is wrong, not the document. */
function converted(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  // OpenAPI 3.1 uses this very dialect, so parts need not name it.
  const made = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      // Says more than anybody reads; `format` is enough.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      // Answers may grow new fields, so clients must not refuse unknown ones.
      if (io === 'output' && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  const { $schema: _dialect, '~standard': _standard, ...rest } = made;
  // Left out by zod where some field is turned into something else: it cannot know that ours are sent so.
  const { examples } = schema.meta() ?? {};
  return examples ? { ...rest, examples } : rest;
}

type Parameter = {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
};

const ObjectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

/** One parameter for each field of the object. */
export function parameters(schema: z.ZodObject | undefined, place: Parameter['in']): Parameter[] {
  if (!schema) return [];
  const { properties, required } = ObjectSchema.parse(inputSchema(schema));
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: field,
  }));
}
