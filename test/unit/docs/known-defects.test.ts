import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const POINTS = 23;
const rows = readFileSync('docs/known-defects.md', 'utf8')
  .split('\n')
  .filter(line => /^\| \d+ \|/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))
  .map(([, number, , tests = '', open = '']) => ({
    number: Number(number),
    tests: [...tests.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
    open,
  }));

test('each point has its row', () => {
  expect(rows.map(({ number }) => number)).toEqual(
    Array.from({ length: POINTS }, (_, index) => index + 1),
  );
});

test.each(rows)('point $number names tests that are there, or what is open', ({ tests, open }) => {
  expect(tests.filter(path => !existsSync(path))).toEqual([]);
  expect(tests.length > 0 || open !== '').toBe(true);
});
