import { expect, test } from 'vitest';
import { z } from 'zod';
import { overridesOf } from '../../../src/config/overrides.ts';
import { ProcessingConfig } from '../../../src/config/processing-config.contract.ts';

const Config = z
  .strictObject({
    size: z.int().min(1).default(7),
    deep: z.strictObject({ name: z.string().trim().default('a') }).prefault({}),
    to: z.number().optional(),
  })
  .refine(({ size, to }) => to === undefined || to > size, { path: ['to'], error: 'Too small.' });

const Overrides = overridesOf(Config);

test.each([
  { name: 'nothing', sent: {} },
  { name: 'one field', sent: { size: 3 } },
  { name: 'a field deep inside', sent: { deep: { name: ' b ' } } },
  { name: 'a field without a value', sent: { size: undefined } },
  { name: 'null where null is no value: it says "as below"', sent: { size: null, deep: null } },
])('$name is kept as it was sent: without defaults, untouched', ({ sent }) => {
  expect(Overrides.parse(sent)).toEqual(sent);
});

test.each([
  { name: 'a wrong value', sent: { size: 0 }, paths: ['size'] },
  { name: 'a wrong value deep inside', sent: { deep: { name: 1 } }, paths: ['deep.name'] },
  { name: 'an unknown field', sent: { colour: 'red' }, paths: ['colour'] },
  { name: 'an unknown field deep inside', sent: { deep: { x: 1 } }, paths: ['deep.x'] },
  {
    name: 'two wrong values',
    sent: { size: 'x', deep: { name: 1 } },
    paths: ['size', 'deep.name'],
  },
  { name: 'what contradicts a default', sent: { to: 5 }, paths: ['to'] },
  { name: 'a list', sent: [], paths: [''] },
  { name: 'a text', sent: 'size', paths: [''] },
  { name: 'null', sent: null, paths: [''] },
])('$name is refused where it stands', ({ sent, paths }) => {
  const { error } = Overrides.safeParse(sent);
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(paths);
});

test('the reason is the config’s own', () => {
  const { error } = Overrides.safeParse({ size: 9, to: 5 });
  expect(error?.issues.map(({ message }) => message)).toEqual(['Too small.']);
});

test('overrides of the processing config are checked as a whole', () => {
  const overrides = overridesOf(ProcessingConfig);
  const sent = { trim: { enabled: false }, transcription: { language: 'de' } };
  expect(overrides.parse(sent)).toEqual(sent);
  const { error } = overrides.safeParse({ trim: { min_pause_seconds: -1 }, music: {} });
  const paths = error?.issues.map(({ path }) => path.join('.'));
  expect(paths).toEqual(['trim.min_pause_seconds', 'music']);
});

test('a field that is named like the prototype does nothing', () => {
  const { data } = Overrides.safeParse(JSON.parse('{"__proto__":{"size":3}}'));
  expect(data?.size).toBeUndefined();
});
