import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * The product never knows where it runs: only endpoints in its environment differ. Words that a
 * branch on it would need are not in its code. `lib` may name the folder in a comment.
 */
const FORBIDDEN = [
  /\bis_?local\b/i,
  /\blocal_?(mode|cloud|stack)\b/i,
  /\bif \(.*\blocal\b/i,
  /127\.0\.0\.1|localhost/,
  /\.castline\b/,
  /dynoxide|localstack|emulator/i,
  /AWS_ENDPOINT_URL|CASTLINE_ENV|NODE_ENV/,
];

const withoutComments = (code: string) =>
  code.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');

const files = globSync('{src,functions,containers,lib,bin}/**/*.ts');

test('there is code to look at', () => {
  expect(files.length).toBeGreaterThan(200);
});

test.each(FORBIDDEN)('no line of the product says %s', pattern => {
  const guilty = files.filter(file => pattern.test(withoutComments(readFileSync(file, 'utf8'))));
  expect(guilty).toEqual([]);
});
