import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ProcessingConfig,
  processingConfig,
} from '../../../src/config/processing-config.contract.ts';
import {
  type ConfigLayer,
  isEmpty,
  LAYER_NAMES,
  merge,
  type Overrides,
  patch,
  resolve,
  withoutInherited,
} from '../../../src/config/resolve.ts';

const DEFAULTS = { size: 1, list: ['a'], mark: null, deep: { name: 'n', more: { on: true } } };

const optional = { requiredKeys: [] };
/** Layers of `DEFAULTS`, with values, nulls and gaps anywhere. */
const overrides: fc.Arbitrary<Overrides> = fc.record(
  {
    size: fc.option(fc.integer()),
    list: fc.option(fc.array(fc.string())),
    mark: fc.option(fc.record({ text: fc.string() }, optional)),
    deep: fc.option(
      fc.record(
        {
          name: fc.option(fc.string()),
          more: fc.option(fc.record({ on: fc.option(fc.boolean()) }, optional)),
        },
        optional,
      ),
    ),
  },
  optional,
);
const layers = fc
  .uniqueArray(fc.constantFrom(...LAYER_NAMES.slice(1)), { maxLength: 4 })
  .chain(names =>
    fc.tuple(...names.map(name => overrides.map((value): ConfigLayer => ({ name, value })))),
  );

const fieldAt = (value: unknown, path: string) =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined,
      value,
    );
const PATHS = ['size', 'list', 'mark', 'deep.name', 'deep.more.on'];

describe('whatever the layers are', () => {
  test('neighbours may be merged first: it is associative', () => {
    fc.assert(
      fc.property(overrides, overrides, overrides, (a, b, c) => {
        const left = merge(DEFAULTS, merge(DEFAULTS, a, b), c);
        expect(merge(DEFAULTS, left, {})).toEqual(
          merge(DEFAULTS, merge(DEFAULTS, a, merge(DEFAULTS, b, c)), {}),
        );
        const whole = (values: Overrides[]) =>
          resolve(
            DEFAULTS,
            values.map(value => ({ name: 'recording', value })),
          ).value;
        expect(whole([merge(DEFAULTS, a, b), c])).toEqual(whole([a, b, c]));
        expect(whole([a, merge(DEFAULTS, b, c)])).toEqual(whole([a, b, c]));
      }),
    );
  });

  test('each field has one origin, which holds its value, and nobody above does', () => {
    fc.assert(
      fc.property(layers, given => {
        const { value, origins } = resolve(DEFAULTS, given);
        expect(Object.keys(origins)).toEqual(PATHS);
        for (const [path, origin] of Object.entries(origins)) {
          const all = [{ name: 'default' as const, value: DEFAULTS }, ...given];
          const at = all.findIndex(({ name }) => name === origin);
          expect(fieldAt(all[at]?.value, path)).toEqual(fieldAt(value, path));
          const above = all.slice(at + 1).map(layer => fieldAt(layer.value, path));
          for (const other of above) expect(other ?? undefined).toBeUndefined();
        }
      }),
    );
  });

  test('empty layers, and a layer that is there twice, change nothing', () => {
    fc.assert(
      fc.property(layers, fc.nat(4), (given, at) => {
        const plain = resolve(DEFAULTS, given);
        const gap: ConfigLayer = { name: 'template', value: {} };
        expect(resolve(DEFAULTS, given.toSpliced(at, 0, gap))).toEqual(plain);
        expect(
          resolve(
            DEFAULTS,
            given.flatMap(layer => [layer, layer]),
          ),
        ).toEqual(plain);
      }),
    );
  });

  test('nulls that are no values can as well be left out', () => {
    fc.assert(
      fc.property(overrides, overrides, (below, value) => {
        const bare = withoutInherited(DEFAULTS, value);
        const over = (above: Overrides) => merge(DEFAULTS, merge(DEFAULTS, DEFAULTS, below), above);
        expect(over(bare)).toEqual(over(value));
        expect(isEmpty(DEFAULTS, bare)).toBe(isEmpty(DEFAULTS, value));
      }),
    );
  });

  test('a change sets what it names, and what it nulls is inherited again', () => {
    fc.assert(
      fc.property(overrides, overrides, (layer, change) => {
        const patched = patch(DEFAULTS, layer, change);
        const bare = withoutInherited(DEFAULTS, change);
        expect(patch(DEFAULTS, patched, change)).toEqual(patched);
        expect(merge(DEFAULTS, patched, bare)).toEqual(merge(DEFAULTS, patched, {}));
        if (change.size === null) expect(patched).not.toHaveProperty('size');
        if (change.deep === null) expect(patched).not.toHaveProperty('deep');
      }),
    );
  });
});

test('lists and nullable groups are replaced as a whole', () => {
  const { value } = resolve(DEFAULTS, [
    { name: 'workspace', value: { list: ['b', 'c'], mark: { text: 'x', at: 1 } } },
    { name: 'recording', value: { list: ['d'], mark: { text: 'y' } } },
  ]);
  expect(value).toMatchObject({ list: ['d'], mark: { text: 'y' } });
  expect(value.mark).not.toHaveProperty('at');
});

test('null takes a nullable field back to nothing, and every other one to the layer below', () => {
  const given: ConfigLayer[] = [
    { name: 'workspace', value: { size: 5, mark: { text: 'x' } } },
    { name: 'recording', value: { size: null, mark: null } },
  ];
  expect(resolve(DEFAULTS, given)).toMatchObject({
    value: { size: 5, mark: null },
    origins: { size: 'workspace', mark: 'recording' },
  });
});

test.each([
  { name: 'at the top', value: { colour: 1 } },
  { name: 'deep inside', value: { deep: { more: { off: true } } } },
  { name: 'named like what every object has', value: { toString: 1 } },
  { name: 'named like the prototype', value: JSON.parse('{"__proto__":{"size":9}}') },
  { name: 'a value where a group is', value: { deep: 'name' } },
])('an unknown field $name is refused', ({ value }) => {
  expect(() => resolve(DEFAULTS, [{ name: 'request', value }])).toThrow(TypeError);
  expect(Object.hasOwn({}, 'size')).toBe(false);
});

test('the defaults stay as they are', () => {
  const before = structuredClone(DEFAULTS);
  resolve(DEFAULTS, [{ name: 'request', value: { deep: { more: { on: false } } } }]);
  expect(DEFAULTS).toEqual(before);
});

test('of the processing config, every field that may be null is null by default', () => {
  const defaults = processingConfig();
  const { origins } = resolve(defaults, []);
  for (const path of Object.keys(origins)) {
    const names = path.split('.');
    const sent = names.reduceRight<unknown>((value, name) => ({ [name]: value }), null);
    const accepted = ProcessingConfig.safeParse(sent).success;
    expect({ path, accepted }).toEqual({ path, accepted: fieldAt(defaults, path) === null });
  }
});
