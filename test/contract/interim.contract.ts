import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Interim } from '../../src/pipeline/stages/stage.ts';

/** What is promised of `Interim`. */
export const interimContract = (name: string, make: () => Interim) =>
  describe(name, () => {
    let folder = '';
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'castline-interim-'));
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test('what was left is there, to read and to download; what was not is not', async () => {
      const interim = make();
      const path = join(folder, 'made');
      writeFileSync(path, 'from a file');
      await interim.put('text', { body: 'Ключ' });
      await interim.put('file', { path });
      expect([await interim.has('text'), await interim.has('file')]).toEqual([true, true]);
      expect(await interim.read('text')).toBe('Ключ');
      expect(await interim.read('file')).toBe('from a file');
      for (const [left, content] of [
        ['text', 'Ключ'],
        ['file', 'from a file'],
      ] as const) {
        await interim.download(left, join(folder, 'copy'));
        expect(readFileSync(join(folder, 'copy'), 'utf8')).toBe(content);
      }
      expect(await interim.has('other')).toBe(false);
      expect(await interim.read('other')).toBeUndefined();
      await expect(interim.download('other', join(folder, 'none'))).rejects.toThrow();
    });

    test('what is left again replaces what was there, also by nothing', async () => {
      const interim = make();
      await interim.put('text', { body: 'one' });
      await interim.put('text', { body: '' });
      expect(await interim.has('text')).toBe(true);
      expect(await interim.read('text')).toBe('');
    });
  });
