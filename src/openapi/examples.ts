import { TEXTS } from './example-texts.ts';
import type { JsonSchema } from './json-schemas.ts';

/** The letters of a ULID after the prefix of an id. */
const ULID = '01KP8Q6ZV4T2N8M3R5W7X9Y0AB';
const AT = '2026-03-14T09:30:00.000Z';
const MOST_FIELDS_DEEP = 8;

/**
 * A value that a schema allows: its own example, else one made of it. What a schema cannot say, such as
 * a rule over two fields, needs an example of its own; a test parses each with the schema of its row.
 */
export function exampleOf(schema: JsonSchema, name = '', depth = 0): unknown {
  const [own] = listOf(schema.examples);
  if (own !== undefined) return own;
  if ('const' in schema) return schema.const;
  const [first] = listOf(schema.enum);
  if (first !== undefined) return first;
  if ('default' in schema && schema.default !== null) return schema.default;
  const [choice] = [...schemasOf(schema.anyOf), ...schemasOf(schema.oneOf)];
  if (choice) return exampleOf(choice, name, depth);
  return byType(schema, name, depth);
}

function byType(schema: JsonSchema, name: string, depth: number): unknown {
  const [type] = typeof schema.type === 'string' ? [schema.type] : listOf(schema.type);
  if (type === 'string') return textOf(schema, name);
  if (type === 'integer' || type === 'number') return numberOf(schema);
  if (type === 'boolean') return true;
  if (type === 'array') return [exampleOf(schemaOf(schema.items), name, depth + 1)];
  return type === 'object' ? objectOf(schema, depth) : null;
}

function textOf({ format, pattern }: JsonSchema, name: string): string {
  if (format === 'date-time') return AT;
  if (format === 'uri') return 'https://media.example.org/file?signature=…';
  const prefix =
    typeof pattern === 'string' ? /^\^([a-z]{3}_)\[0-9A-HJKMNP-TV-Z\]/.exec(pattern) : null;
  if (prefix) return `${prefix[1]}${ULID}`;
  return TEXTS[name] ?? 'a text';
}

function numberOf({ minimum, exclusiveMinimum }: JsonSchema): number {
  return Math.max(1, Number(minimum ?? exclusiveMinimum ?? 1));
}

/** All fields near the top; further down those that must be there. */
function objectOf(schema: JsonSchema, depth: number): object {
  const required = new Set(listOf(schema.required));
  const fields = Object.entries(schemaOf(schema.properties))
    .filter(([name]) => required.has(name) || depth === 0)
    .slice(0, depth === 0 ? undefined : MOST_FIELDS_DEEP + required.size)
    .map(([name, field]) => [name, exampleOf(schemaOf(field), name, depth + 1)]);
  return { ...Object.fromEntries(fields), ...namedBy(schema, depth) };
}

/** A table has a value for each name that it may have. */
function namedBy({ propertyNames, additionalProperties }: JsonSchema, depth: number): object {
  const names = listOf(schemaOf(propertyNames).enum);
  const value = exampleOf(schemaOf(additionalProperties), '', depth + 1);
  return Object.fromEntries(names.map(name => [String(name), value]));
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const schemasOf = (value: unknown) => listOf(value).map(schemaOf);
const schemaOf = (value: unknown): JsonSchema =>
  typeof value === 'object' && value !== null ? { ...value } : {};
