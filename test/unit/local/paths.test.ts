import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** In a URL a space is `%20`, and so is it in a `pathname`: no such folder is there. */
const AS_URL = /import\.meta\.url\)\.pathname/;

test('a checkout below a folder with a space works: no path is taken from a URL as it is', () => {
  const files = globSync('{bin,lib,local,containers,src,functions,bench}/**/*.{ts,mjs}');
  expect(files.length).toBeGreaterThan(300);
  expect(files.filter(file => AS_URL.test(readFileSync(file, 'utf8')))).toEqual([]);
});
