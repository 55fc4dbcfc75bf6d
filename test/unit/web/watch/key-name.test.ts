import { expect, test } from 'vitest';
import { keyName } from '../../../../web/watch/keys/key-name.ts';

test.each([
  { name: 'a letter', key: 'k', code: 'KeyK', is: 'k' },
  { name: 'a capital letter', key: 'K', code: 'KeyK', is: 'k' },
  { name: 'a letter elsewhere on this keyboard', key: 'm', code: 'Semicolon', is: 'm' },
  { name: 'a Russian letter', key: 'д', code: 'KeyL', is: 'l' },
  { name: 'a Russian letter on the comma', key: 'б', code: 'Comma', is: ',' },
  { name: 'a sign', key: '?', code: 'Slash', is: '?' },
  { name: 'a named key', key: 'ArrowLeft', code: 'ArrowLeft', is: 'ArrowLeft' },
])('$name is $is', ({ key, code, is }) => {
  expect(keyName({ key, code })).toBe(is);
});
