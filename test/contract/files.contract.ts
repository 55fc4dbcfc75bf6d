import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkspaceId } from '../../src/kernel/ids.ts';
import { workspacePrefix } from '../../src/pipeline/object-keys.ts';
import type { Files } from '../../src/pipeline/ports.ts';
import { newWorkspaceId } from '../support/samples.ts';

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
const BYTES = Uint8Array.of(0, 255, 10, 13, 128);

/** A call of each method that goes by a key. */
const CALLS: Record<string, (files: Files, own: WorkspaceId, key: string) => unknown> = {
  head: (files, own, key) => files.head(own, key),
  read: (files, own, key) => files.read(own, key),
  put: (files, own, key) => files.put(own, key, { body: 'stolen' }, 'text/plain'),
  download: (files, own, key) => files.download(own, key, join(tmpdir(), 'never-written')),
  removePrefix: (files, own, key) => files.removePrefix(own, key),
  list: (files, own, key) => files.list(own, key),
  remove: (files, own, key) => files.remove(own, [key]),
  link: (files, own, key) => files.link(own, key, { expiresInSeconds: 60 }),
};

/** What is promised of `Files`. */
export const filesContract = (name: string, make: () => Files) =>
  describe(name, () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'castline-files-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    const world = () => {
      const files = make();
      const workspaceId = newWorkspaceId();
      const at = (path: string) => `${workspacePrefix(workspaceId)}${path}`;
      const put = (path: string, body: string | Uint8Array, type = 'text/plain') =>
        files.put(workspaceId, at(path), { body }, type);
      const keys = async (path = '') =>
        (await files.list(workspaceId, at(path))).map(({ key }) => key.slice(at('').length));
      return { files, workspaceId, at, put, keys };
    };

    test.each([
      { what: 'text', body: 'Ключ', sizeBytes: 8 },
      { what: 'bytes', body: BYTES, sizeBytes: 5 },
      { what: 'nothing', body: '', sizeBytes: 0 },
    ])('$what is stored as it is, with its size, type and hash', async ({ body, sizeBytes }) => {
      const { files, workspaceId, at, put } = world();
      expect(await put('a', body, 'a/b')).toEqual({ sizeBytes, sha256: sha256(body) });
      const head = await files.head(workspaceId, at('a'));
      expect(head).toEqual({
        key: at('a'),
        sizeBytes,
        contentType: 'a/b',
        etag: expect.stringMatching(/^[^"]+$/),
      });
      const read = await files.read(workspaceId, at('a'));
      expect(Buffer.from(read)).toEqual(Buffer.from(body));
    });

    test('a file goes up by its path and comes down with its hash', async () => {
      const { files, workspaceId, at } = world();
      const [up, down] = [join(folder, 'up'), join(folder, 'down')];
      writeFileSync(up, BYTES);
      const stored = await files.put(workspaceId, at('a'), { path: up }, 'a/b');
      expect(stored).toEqual({ sizeBytes: 5, sha256: sha256(BYTES) });
      expect(await files.download(workspaceId, at('a'), down)).toBe(sha256(BYTES));
      expect(readFileSync(down)).toEqual(Buffer.from(BYTES));
    });

    test('what is put again replaces what was there, and its etag follows the content', async () => {
      const { files, workspaceId, at, put } = world();
      const etag = async () => (await files.head(workspaceId, at('a')))?.etag;
      await put('a', 'one');
      const first = await etag();
      await put('a', 'two');
      expect(await etag()).not.toBe(first);
      await put('a', 'one');
      expect(await etag()).toBe(first);
    });

    test('of what is not there nothing is told, and reading it fails', async () => {
      const { files, workspaceId, at } = world();
      expect(await files.head(workspaceId, at('a'))).toBeUndefined();
      await expect(files.read(workspaceId, at('a'))).rejects.toThrow();
      const path = join(folder, 'none');
      await expect(files.download(workspaceId, at('a'), path)).rejects.toThrow();
    });

    test('a download that was given up fails', async () => {
      const { files, workspaceId, at, put } = world();
      await put('a', 'text');
      const signal = AbortSignal.abort();
      const given = files.download(workspaceId, at('a'), join(folder, 'given-up'), signal);
      await expect(given).rejects.toThrow();
    });

    test('a list names all below a prefix in order, and when each was written', async () => {
      const { files, workspaceId, at, put, keys } = world();
      const from = Date.now() - 2000;
      for (const path of ['b/2', 'b/1', 'a', 'b2']) await put(path, 'x');
      expect(await keys('b/')).toEqual(['b/1', 'b/2']);
      expect(await keys('b')).toEqual(['b/1', 'b/2', 'b2']);
      expect(await keys('c')).toEqual([]);
      for (const { modifiedAt } of await files.list(workspaceId, at(''))) {
        expect(modifiedAt).toBeGreaterThanOrEqual(from);
        expect(modifiedAt).toBeLessThanOrEqual(Date.now() + 2000);
      }
    });

    test('removing takes what is named, however much, and leaves the rest', async () => {
      const { files, workspaceId, at, put, keys } = world();
      for (const path of ['a', 'b', 'c']) await put(path, 'x');
      const absent = Array.from({ length: 1100 }, (_, index) => at(`absent-${index}`));
      await files.remove(workspaceId, [at('a'), ...absent, at('b')]);
      expect(await keys()).toEqual(['c']);
      await files.remove(workspaceId, [at('a')]);
      await files.remove(workspaceId, []);
      expect(await keys()).toEqual(['c']);
    });

    test('removing a prefix takes all below it and can be repeated', async () => {
      const { files, workspaceId, at, put, keys } = world();
      for (const path of ['a/1', 'a/2/3', 'b', 'a']) await put(path, 'x');
      await files.removePrefix(workspaceId, at('a/'));
      await files.removePrefix(workspaceId, at('a/'));
      expect(await keys()).toEqual(['a', 'b']);
    });

    test('a link leads to the key', async () => {
      const { files, workspaceId, at, put } = world();
      await put('a', 'text');
      const link = await files.link(workspaceId, at('a'), { expiresInSeconds: 60 });
      expect(new URL(link).pathname).toContain(at('a'));
    });

    test.each(Object.keys(CALLS))('%s refuses a key outside the workspace', async method => {
      const { files, workspaceId, put, keys, at } = world();
      await put('a', 'text');
      const call = CALLS[method];
      for (const key of [at('a'), workspacePrefix(workspaceId).slice(0, -1), '', 'inbox/a']) {
        const foreign = newWorkspaceId();
        await expect(async () => call?.(files, foreign, key)).rejects.toThrow(RangeError);
      }
      expect(await keys()).toEqual(['a']);
    });
  });
