import { expect, test } from 'vitest';
import { z } from 'zod';
import { explainIssue, fieldErrors } from '../../../../src/kernel/http/field-errors.ts';

const errorsOf = (schema: z.ZodType, value: unknown) => {
  const parsed = schema.safeParse(value, { error: explainIssue });
  return parsed.success ? [] : fieldErrors(parsed.error);
};

const Shapes = z.object({
  at: z.union([
    z.strictObject({ width: z.number(), height: z.number() }),
    z.strictObject({ radius: z.number() }),
  ]),
});

test('of several shapes the closest one says which field is wrong', () => {
  expect(errorsOf(Shapes, { at: { width: 1 } })).toEqual([
    { path: 'at.height', message: 'Required: a number.' },
  ]);
  expect(errorsOf(Shapes, { at: { radius: 1, more: 2 } })).toEqual([
    { path: 'at.more', message: 'Unknown field: remove it.' },
  ]);
});

test('what has no fields is refused as a whole', () => {
  expect(errorsOf(Shapes, { at: 'here' })).toMatchObject([{ path: 'at' }]);
});

test('a field that chooses the shape names what it may be', () => {
  const Kinds = z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('circle') }),
    z.strictObject({ kind: z.literal(['square', 'box']) }),
  ]);
  const message = 'Must be one of "circle", "square", "box".';
  expect(errorsOf(Kinds, { kind: 'secret' })).toEqual([{ path: 'kind', message }]);
  expect(errorsOf(Kinds, {})).toEqual([{ path: 'kind', message }]);
});
