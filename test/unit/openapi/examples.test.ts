import { expect, test } from 'vitest';
import { exampleOf } from '../../../src/openapi/examples.ts';

test.each([
  { name: 'its own example', schema: { type: 'string', examples: ['mine'] }, value: 'mine' },
  { name: 'the first of an enum', schema: { enum: ['a', 'b'] }, value: 'a' },
  { name: 'a default', schema: { type: 'integer', default: 7 }, value: 7 },
  { name: 'the first choice', schema: { anyOf: [{ const: 1 }, { type: 'null' }] }, value: 1 },
  { name: 'a number in its range', schema: { type: 'number', minimum: 16 }, value: 16 },
  { name: 'nothing where nothing is said', schema: {}, value: null },
])('an example is $name', ({ schema, value }) => {
  expect(exampleOf(schema)).toEqual(value);
});

test('an id has the prefix of its kind', () => {
  const schema = { type: 'string', pattern: '^rec_[0-9A-HJKMNP-TV-Z]{26}$' };
  expect(exampleOf(schema)).toMatch(new RegExp(schema.pattern));
});

test('the top shows all fields, what is below it those that must be there', () => {
  const inner = {
    type: 'object',
    required: ['title'],
    properties: { title: { type: 'string' }, more: { type: 'string' } },
  };
  const schema = {
    type: 'object',
    properties: { email: { type: 'string' }, items: { type: 'array', items: inner } },
  };
  expect(exampleOf(schema)).toEqual({ email: 'ada@example.org', items: [{ title: 'Erosion' }] });
});
