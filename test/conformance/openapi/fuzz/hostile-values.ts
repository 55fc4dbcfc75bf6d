import fc from 'fast-check';

/** Stands for a number that JSON can say and `JSON.stringify` cannot. */
const BEYOND_DOUBLES = '⟦1e400⟧';

/** Names that every object has already. */
const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];

const TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  'a\r\nset-cookie: a=b',
  'a\tb',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\ud800',
  'a\udfff',
  '😀'.repeat(200),
  'ä/ä',
  'x'.repeat(2500),
  '../../x',
  '%00',
  '%',
  'a b',
  "' OR 1=1 --",
  '{{7*7}}',
  '1970-13-45T99:00:00Z',
  ...INHERITED,
];
const NUMBERS = [-1, 0, 0.1, 2 ** 31, 2 ** 53, 1e21, 1e308, -1e308, Number.MIN_VALUE];

export const hostileTexts = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

const nested = (depth: number, open: string, close: string) =>
  JSON.parse(open.repeat(depth) + close.repeat(depth)) as unknown;

const hostileValues: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileTexts },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...NUMBERS, BEYOND_DOUBLES) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, true, [], {}, [[]], [null]) },
  { weight: 1, arbitrary: fc.constantFrom(33, 200, 3000).map(depth => nested(depth, '[', ']')) },
  { weight: 1, arbitrary: fc.jsonValue() },
);

/** The value with one node in it replaced, or with one more name in one of its objects. */
export function spoiled(value: unknown): fc.Arbitrary<unknown> {
  const count = nodes(value);
  return fc
    .record({
      at: fc.nat(count - 1),
      name: fc.option(fc.constantFrom(...INHERITED), { freq: 3 }),
      hostile: hostileValues,
    })
    .map(({ at, name, hostile }) => replaced(value, at, node => spoil(node, name, hostile)));
}

function spoil(node: unknown, name: string | null, hostile: unknown) {
  const isObject = typeof node === 'object' && node !== null && !Array.isArray(node);
  return isObject && name !== null
    ? Object.fromEntries([...Object.entries(node), [name, hostile]])
    : hostile;
}

const children = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

const nodes = (value: unknown): number =>
  children(value).reduce((sum, [, child]) => sum + nodes(child), 1);

/** Depth first; the node itself is number 0. */
function replaced(value: unknown, at: number, change: (node: unknown) => unknown): unknown {
  if (at === 0) return change(value);
  let next = 1;
  const entries = children(value).map(([key, child]) => {
    const place = at - next;
    next += nodes(child);
    const isHere = place >= 0 && at < next;
    return [key, isHere ? replaced(child, place, change) : child] as const;
  });
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

/** As a client would write it; `fromEntries` and `stringify` keep a `__proto__` as a name. */
export const written = (value: unknown) =>
  JSON.stringify(value).replaceAll(`"${BEYOND_DOUBLES}"`, '1e400');

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map(part => Buffer.from(part as string)));

/** Bodies that are no JSON, or more of it than anybody means. */
export const hostileBodies = fc.constantFrom(
  bytes('{'),
  bytes('{"a":}'),
  bytes('nul'),
  bytes('{"a":1}{"a":1}'),
  bytes([0xff, 0xfe, 0x00]),
  bytes('{"a":"', [0xc3, 0x28], '"}'),
  bytes('\ufeff{}'),
  bytes(' '),
  bytes('null'),
  bytes('"text"'),
  bytes('[]'),
  bytes('-1e999'),
  ...[33, 1000, 50_000].flatMap(depth =>
    ['[', '{"a":', '[{"a":'].flatMap(open => [
      bytes(open.repeat(depth)),
      bytes(open.repeat(depth), '"\\ud800"'),
      bytes(
        open.repeat(depth),
        '1',
        [...open.matchAll(/[[{]/g)]
          .reverse()
          .map(([sign]) => (sign === '[' ? ']' : '}'))
          .join('')
          .repeat(depth),
      ),
    ]),
  ),
  bytes(`{"a":"${'x'.repeat(1_100_000)}"}`),
);
