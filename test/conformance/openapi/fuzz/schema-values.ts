import fc from 'fast-check';
import { ProcessingConfig } from '#src/config/processing-config.contract.ts';
import { inputSchema } from '#src/openapi/json-schemas.ts';
import type { Schema } from './operations.ts';

/** Longer lists say nothing that short ones do not. */
const MAX_ITEMS = 3;
const MAX_CHARACTERS = 40;

/** Values that a JSON Schema allows, as far as it says so: what the code checks besides may refuse. */
export function valuesOf(schema: Schema): fc.Arbitrary<unknown> {
  const { examples, anyOf, type } = schema;
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if (Array.isArray(anyOf)) return fc.oneof(...anyOf.map(valuesOf));
  if (Array.isArray(examples) && type !== 'object') return fc.constantFrom(...examples);
  if (type === 'string') return texts(schema);
  if (type === 'integer') return numbers(schema, fc.integer);
  if (type === 'number') return numbers(schema, range => fc.double({ ...range, noNaN: true }));
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'array') return lists(schema);
  if (type === 'object') return objects(schema);
  return fc.jsonValue();
}

type Sub = Record<string, Schema>;

function texts({ pattern, allOf, minLength = 0, maxLength = MAX_CHARACTERS }: Schema) {
  if (Array.isArray(allOf)) return fc.constantFrom('subtitles.srt', 'Untertitel.VTT');
  if (typeof pattern === 'string') return fc.stringMatching(new RegExp(pattern));
  const longest = Math.min(Number(maxLength), MAX_CHARACTERS);
  return fc.string({ unit: 'grapheme', minLength: Number(minLength), maxLength: longest });
}

function numbers(
  { minimum, exclusiveMinimum, maximum }: Schema,
  make: (range: { min: number; max: number }) => fc.Arbitrary<number>,
) {
  const least = Number(minimum ?? Number(exclusiveMinimum ?? -1) + 1);
  const most = Math.min(Number(maximum ?? 1000), 2 ** 31 - 1);
  return make({ min: least, max: Math.max(least, most) });
}

const lists = ({ items = {}, minItems = 0 }: Schema) =>
  fc.array(valuesOf(items as Schema), { minLength: Number(minItems), maxLength: MAX_ITEMS });

function objects({ properties, required = [] }: Schema): fc.Arbitrary<unknown> {
  if (!properties) return freeForm;
  const fields = Object.entries(properties as Sub).map(([name, field]) => [name, valuesOf(field)]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: required as never[] });
}

/** Free-form objects of the API are partial configs, of all stages or of one. */
const config = inputSchema(ProcessingConfig);
const parts = Object.values(config.properties as Sub);
const freeForm: fc.Arbitrary<unknown> = fc.oneof(
  fc.constant({}),
  ...[config, ...parts].map(part => fc.constant(part).chain(valuesOf)),
);
