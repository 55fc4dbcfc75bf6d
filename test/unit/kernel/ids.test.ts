import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstIdFrom,
  ID_PREFIX,
  idOf,
  idSchema,
  isId,
  isWorkspaceId,
  lastIdUntil,
  madeAt,
  newId,
  trustedWorkspaceId,
} from '../../../src/kernel/ids.ts';

type Named = keyof typeof ID_PREFIX;
const NAMES: readonly Named[] = [
  ...(['workspace', 'user', 'session', 'recording', 'task', 'request'] as const),
  ...(['apiKey', 'invitation', 'auditEntry'] as const),
  ...(['template', 'preset', 'source', 'credential', 'thumbnail'] as const),
];
const LAST_ULID_MS = 2 ** 48 - 1;

const named = fc.constantFrom(...NAMES);
/** The library takes 0 for “no time given”, which is now. */
const moment = fc.integer({ min: 1, max: LAST_ULID_MS });
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = fc
  .array(fc.constantFrom(...SIGNS), { minLength: 26, maxLength: 26 })
  .map(signs => signs.join(''));

test('names are all that have a prefix, and no prefix is another one', () => {
  expect(NAMES.toSorted()).toEqual(Object.keys(ID_PREFIX).toSorted());
  expect(new Set(Object.values(ID_PREFIX)).size).toBe(NAMES.length);
});

test('an id lies between the bounds of its moment, and says when it was made', () => {
  fc.assert(
    fc.property(named, moment, (name, at) => {
      const id = newId(name, at);
      expect(madeAt(id)).toBe(at);
      expect(firstIdFrom(name, at) <= id && id <= lastIdUntil(name, at)).toBe(true);
      expect(id < firstIdFrom(name, Math.min(at + 1, LAST_ULID_MS)) || at === LAST_ULID_MS).toBe(
        true,
      );
    }),
  );
  for (const text of ['operator', '', 'usr_gone', `usr_8${'0'.repeat(25)}`]) {
    expect(madeAt(text)).toBeUndefined();
  }
});

test('a new id is one of its name, and of no other', () => {
  fc.assert(
    fc.property(named, named, (name, other) => {
      const id = newId(name);
      expect(isId(name, id)).toBe(true);
      expect(isId(other, id)).toBe(name === other);
      expect(idSchema(name).safeParse(id).success).toBe(true);
      expect(idSchema(other).safeParse(id).success).toBe(name === other);
    }),
  );
});

test('ids sort by the time of their creation', () => {
  fc.assert(
    fc.property(moment, moment, (a, b) => {
      fc.pre(a !== b);
      expect(newId('task', a) < newId('task', b)).toBe(a < b);
    }),
  );
});

test('no two ids are the same', () => {
  const ids = Array.from({ length: 2000 }, () => newId('recording', 1000));
  expect(new Set(ids).size).toBe(ids.length);
});

test('an operation names what it makes, each time the same', () => {
  fc.assert(
    fc.property(named, letters, (name, operation) => {
      expect(idOf(name, operation)).toBe(`${ID_PREFIX[name]}${operation}`);
      expect(isId(name, idOf(name, operation))).toBe(true);
    }),
  );
});

test('schema and check agree about every text', () => {
  const near = fc
    .tuple(named, fc.string({ maxLength: 30 }))
    .map(([name, rest]) => ID_PREFIX[name] + rest);
  const whole = fc.tuple(named, letters).map(([name, rest]) => ID_PREFIX[name] + rest);
  fc.assert(
    fc.property(named, fc.oneof(fc.string(), near, whole), (name, text) => {
      expect(idSchema(name).safeParse(text).success).toBe(isId(name, text));
    }),
  );
});

const ULID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

describe('no id of a recording', () => {
  test.each([
    { what: 'nothing', text: '' },
    { what: 'the prefix alone', text: 'rec_' },
    { what: 'no prefix', text: ULID },
    { what: 'the prefix of another thing', text: `tsk_${ULID}` },
    { what: 'a sign too few', text: `rec_${ULID.slice(1)}` },
    { what: 'a sign too many', text: `rec_${ULID}0` },
    { what: 'small letters', text: `rec_${ULID.toLowerCase()}` },
    { what: 'a letter that looks like a digit', text: `rec_${ULID.replace('1', 'I')}` },
    { what: 'a space before', text: ` rec_${ULID}` },
    { what: 'a line break after', text: `rec_${ULID}\n` },
    { what: 'a second line', text: `rec_${ULID}\nrec_${ULID}` },
    { what: 'a path', text: `rec_${ULID}/..` },
    { what: 'a key of the table', text: `rec_${ULID}#` },
  ])('$what', ({ text }) => {
    expect(isId('recording', text)).toBe(false);
    expect(idSchema('recording').safeParse(text).success).toBe(false);
  });
});

test.each([
  { message: 'A recording id: rec_ and 26 characters.', told: /^A recording id/ },
  { message: undefined, told: /./ },
])('a refusal says what an id looks like: $message', ({ message, told }) => {
  for (const wrong of ['rec_1', 7, null]) {
    const { error } = idSchema('recording', message).safeParse(wrong);
    expect(error?.issues.map(issue => issue.message)).toEqual([expect.stringMatching(told)]);
  }
});

test.each([
  { text: `wsp_${ULID}`, isWorkspace: true },
  { text: `rec_${ULID}`, isWorkspace: false },
  { text: '../other', isWorkspace: false },
  { text: '', isWorkspace: false },
])('"$text" is a workspace: $isWorkspace', ({ text, isWorkspace }) => {
  expect(isWorkspaceId(text)).toBe(isWorkspace);
  const trusted = () => trustedWorkspaceId(text);
  if (isWorkspace) expect(trusted()).toBe(text);
  else expect(trusted).toThrow(TypeError);
});
