import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openCursor, sealCursor } from '../../../../src/kernel/http/list-pages.ts';

const scope = {
  key: 'of this workspace',
  list: 'listNotes',
  filters: [['status', 'READY'] as const],
};
const anyText = fc.string({ unit: 'binary' });

test('what was sealed is opened again, and says nothing of itself in clear', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\w{1,40}$/), id => {
      const cursor = sealCursor(scope, id);
      expect(openCursor(scope, cursor)).toBe(id);
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(sealCursor(scope, id)).toBe(cursor);
    }),
  );
});

test.each([
  { name: 'another workspace', other: { ...scope, key: 'of another workspace' } },
  { name: 'another list', other: { ...scope, list: 'listTasks' } },
  { name: 'another filter', other: { ...scope, filters: [['status', 'FAILED'] as const] } },
  { name: 'no filter', other: { ...scope, filters: [] } },
  {
    name: 'one filter more',
    other: { ...scope, filters: [...scope.filters, ['search', 'a'] as const] },
  },
])('a cursor of $name is not opened', ({ other }) => {
  expect(openCursor(scope, sealCursor(other, 'rec_1'))).toBeUndefined();
});

test('no text that was not sealed here is opened', () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.base64String()), text => {
      expect(openCursor(scope, text)).toBeUndefined();
    }),
  );
});

test('a cursor with any letter changed, added or cut is not opened', () => {
  const cursor = sealCursor(scope, 'rec_01ARZ3NDEKTSV4RRFFQ69G5FAV');
  const letters = fc.constantFrom(...'AZaz09-_=+/ ');
  fc.assert(
    fc.property(fc.nat(cursor.length), fc.nat(2), letters, (at, cut, letter) => {
      const changed = cursor.slice(0, at) + letter + cursor.slice(at + cut);
      fc.pre(changed !== cursor);
      expect(openCursor(scope, changed)).toBeUndefined();
    }),
  );
  expect(openCursor(scope, cursor.slice(0, -1))).toBeUndefined();
});
