import { expect, test } from 'vitest';
import { serveProgram } from '../../../src/openapi/serve-program.ts';

test('the program is sent as it is packed', async () => {
  const packed = Uint8Array.of(31, 139, 8);
  expect(await serveProgram(async () => packed)()).toEqual({
    body: packed,
    headers: { 'content-encoding': 'gzip', 'cache-control': 'public, max-age=3600' },
  });
});

test('a program that is missing is an error, not an empty answer', async () => {
  const missing = serveProgram(async () => {
    throw new Error('no such file');
  });
  await expect(missing()).rejects.toThrow('no such file');
});
