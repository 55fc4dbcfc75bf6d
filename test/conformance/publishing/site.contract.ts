import { describe, expect, test } from 'vitest';
import type { Site } from '../../../src/adapters/platforms/library/site.ts';
import { newId } from '../../../src/kernel/ids.ts';

const text = (body: string, version = 1) => ({ body, contentType: 'text/plain', version });

/** What every place for a site promises. `site` and `read` are asked within tests. */
export function describeSite(
  name: string,
  site: () => Site,
  read: (key: string) => Promise<string>,
) {
  const newKey = () => `${newId('request')}/index.html`;
  const isThere = async (key: string) => (await site().list(key)).includes(key);

  describe(`files that are rewritten in ${name}`, () => {
    test('rewriting at once loses no writer', async () => {
      const key = newKey();
      const add = (sign: string) =>
        site().rewrite(key, async current => {
          const before = current === undefined ? '' : await read(key);
          return text(before + sign, before.length + 1);
        });
      await Promise.all([...'abcdefghij'].map(add));
      expect([...(await read(key))].sort().join('')).toBe('abcdefghij');
    });

    test('rewriting can be declined', async () => {
      const key = newKey();
      expect(await site().rewrite(key, async () => undefined)).toBe(false);
      expect(await isThere(key)).toBe(false);
    });

    test.each([
      { name: 'an older version goes', version: 8, stays: false },
      { name: 'just this version goes', version: 7, stays: false },
      { name: 'a newer one stays', version: 6, stays: true },
    ])('removing up to a version: $name', async ({ version, stays }) => {
      const key = newKey();
      await site().rewrite(key, async () => text('seven', 7));
      await site().removeUpTo(key, version);
      expect(await isThere(key)).toBe(stays);
    });

    test('removing what is not there is no error', async () => {
      await site().removeUpTo(newKey(), 5);
    });

    test('a newer version that comes at the same time is never removed', async () => {
      const race = async () => {
        const key = newKey();
        await site().rewrite(key, async () => text('old', 1));
        await Promise.all([
          site().removeUpTo(key, 1),
          site().rewrite(key, async () => text('new', 2)),
        ]);
        expect(await read(key)).toBe('new');
      };
      await Promise.all(Array.from({ length: 30 }, race));
    });
  });

  test(`${name} lists and removes beyond a page of a thousand`, async () => {
    const folder = `${newId('request')}/`;
    const names = Array.from({ length: 1005 }, (_, index) => `${folder}${index}`);
    for (let from = 0; from < names.length; from += 50) {
      await Promise.all(names.slice(from, from + 50).map(key => site().putOnce(key, text('x'))));
    }
    expect(await site().list(folder)).toHaveLength(1005);
    await site().remove(await site().list(folder));
    expect(await site().list(folder)).toEqual([]);
  });
}
