import fc from 'fast-check';
import { expect, test } from 'vitest';
import { listQuery } from '../../../../src/kernel/http/list-query.ts';
import { newId } from '../../../../src/kernel/ids.ts';

const Query = listQuery('recording');

test('left out, it is the first page of twenty', () => {
  expect(Query.parse({})).toEqual({ limit: 20 });
});

test('every limit from 1 to 100 is taken, as texts of a query are', () => {
  const inside = fc.integer({ min: 1, max: 100 });
  fc.assert(
    fc.property(inside, limit => {
      expect(Query.parse({ limit: String(limit) })).toEqual({ limit });
    }),
  );
  const outside = fc.integer().filter(limit => limit < 1 || limit > 100);
  fc.assert(
    fc.property(outside, limit => {
      expect(Query.safeParse({ limit: String(limit) }).success).toBe(false);
    }),
  );
});

test.each(['', ' ', 'ten', '1.5', '1e3', 'NaN'])('"%s" is no limit', limit => {
  const { error } = Query.safeParse({ limit });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['limit']);
});

test('an opened cursor is the id of a row of this list', () => {
  const cursor = newId('recording');
  expect(Query.parse({ cursor })).toEqual({ limit: 20, cursor });
});

test.each([
  { what: 'an id of another list', cursor: newId('task') },
  { what: 'a part of an id', cursor: 'rec_1' },
  { what: 'nothing', cursor: '' },
  { what: 'a key', cursor: `${newId('recording')}#x` },
])('$what is no cursor, and the refusal names it', ({ cursor }) => {
  const { error } = Query.safeParse({ cursor });
  expect(error?.issues).toMatchObject([
    { path: ['cursor'], message: expect.stringContaining('the cursor of the page before') },
  ]);
});

test('unknown parameters are refused', () => {
  expect(Query.safeParse({ page: '2' }).success).toBe(false);
});
