import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterKey, afterPrefix, isBefore } from '#local/emulators/s3/objects/key-order.ts';
import { type ListPage, type ListQuery, listPage } from '#local/emulators/s3/objects/list-page.ts';
import { byBytes } from '../../../../conformance/emulators/s3/support.ts';

const sorted = (keys: Iterable<string>) => [...new Set(keys)].sort(byBytes).map(key => ({ key }));

const fetchFrom = (rows: readonly { key: string }[]) => (from: string, limit: number) =>
  rows.filter(row => byBytes(row.key, from) >= 0).slice(0, limit);

/** What a listing must hold, the slow and obvious way. */
function expected(keys: readonly string[], { prefix, delimiter }: ListQuery) {
  const found = keys.filter(key => key.startsWith(prefix));
  const groups = found.flatMap(key => {
    const at = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    return at < 0 ? [] : [key.slice(0, at + delimiter.length)];
  });
  const alone = found.filter(key => !groups.some(group => key.startsWith(group)));
  return sorted([...alone, ...groups]).map(row => row.key);
}

function allPages(rows: readonly { key: string }[], query: ListQuery) {
  const listed: string[] = [];
  for (let from: string | undefined = query.from, pages = 0; from !== undefined; pages += 1) {
    if (pages > 1000) throw new Error('The listing does not end.');
    const page: ListPage<{ key: string }> = listPage({ ...query, from }, fetchFrom(rows));
    const names = [...page.items.map(item => item.key), ...page.commonPrefixes];
    if (page.next !== undefined) expect(names).toHaveLength(query.maxKeys);
    listed.push(...names);
    from = page.next;
  }
  return listed;
}

describe('a listing', () => {
  const key = fc
    .array(fc.constantFrom('a', 'b', '/', '-', 'ü', '\uffee', '🎬', '\u{10ffff}'), {
      minLength: 1,
      maxLength: 6,
    })
    .map(characters => characters.join(''));

  test('holds every key or its group once, whatever the size of its pages', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 25 }),
        fc.constantFrom('', 'a', 'a/', 'ü'),
        fc.constantFrom('', '/', '-', 'a/'),
        fc.integer({ min: 1, max: 7 }),
        (keys, prefix, delimiter, maxKeys) => {
          const query = { prefix, delimiter, from: '', maxKeys };
          const listed = allPages(sorted(keys), query);
          expect(listed.toSorted(byBytes)).toEqual(expected(keys, query));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('reads no keys below a group that it already has', () => {
    const keys = Array.from({ length: 500 }, (_, index) => `big/${index}`);
    const fetch = fetchFrom(sorted([...keys, 'z']));
    let reads = 0;
    const counting = (from: string, limit: number) => {
      reads += 1;
      return fetch(from, limit);
    };
    const page = listPage({ prefix: '', delimiter: '/', from: '', maxKeys: 10 }, counting);
    expect(page).toEqual({ items: [{ key: 'z' }], commonPrefixes: ['big/'], next: undefined });
    expect(reads).toBeLessThanOrEqual(3);
  });

  test('of no keys is empty and ends', () => {
    const page = listPage({ prefix: '', delimiter: '', from: '', maxKeys: 0 }, fetchFrom([]));
    expect(page).toEqual({ items: [], commonPrefixes: [], next: undefined });
  });
});

describe('the order of keys', () => {
  test.each([
    { prefix: 'a/', after: 'a0' },
    { prefix: 'a\ud7ff', after: 'a\ue000' },
    { prefix: 'a\uffff', after: 'a\u{10000}' },
    { prefix: 'a\u{10ffff}', after: 'b' },
    { prefix: '\u{10ffff}', after: undefined },
    { prefix: '', after: undefined },
  ])('has $after behind all that begins with $prefix', ({ prefix, after }) => {
    expect(afterPrefix(prefix)).toBe(after);
  });

  test('is that of UTF-8, not that of UTF-16', () => {
    expect(isBefore('\uffee', '🎬')).toBe(true);
    expect('\uffee' < '🎬').toBe(false);
    expect(isBefore('a', afterKey('a'))).toBe(true);
    expect(isBefore(afterKey('a'), 'a\u0001')).toBe(true);
  });
});
