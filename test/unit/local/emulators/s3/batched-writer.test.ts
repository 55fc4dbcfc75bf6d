import fc from 'fast-check';
import { expect, test } from 'vitest';
import { batchedWriter, dropBytes } from '#local/emulators/s3/store/batched-writer.ts';

/** A file that takes at most so many bytes at a time. */
function stingyFile(maxBytes: number) {
  const written: Buffer[] = [];
  let open = 0;
  return {
    content: () => Buffer.concat(written),
    writev: async (buffers: Buffer[]) => {
      open += 1;
      if (open > 1) throw new Error('Two writes at once.');
      await Promise.resolve();
      const all = Buffer.concat(buffers).subarray(0, maxBytes);
      written.push(all);
      open -= 1;
      return { bytesWritten: all.length };
    },
  };
}

test('every byte is written once, in order, even if writes are cut short', async () => {
  const file = stingyFile(700_000);
  const writer = batchedWriter(file);
  const pieces = Array.from({ length: 60 }, (_, index) => Buffer.alloc(50_000 + index, index));
  for (const piece of pieces) await writer.write(piece);
  await writer.flush();
  expect(file.content().equals(Buffer.concat(pieces))).toBe(true);
});

test('a failed write is an error of the next call, or of the last', async () => {
  const failing = batchedWriter({ writev: () => Promise.reject(new Error('disk full')) });
  await failing.write(Buffer.alloc(2_000_000));
  await expect(failing.write(Buffer.alloc(2_000_000))).rejects.toThrow('disk full');
  await expect(failing.flush()).rejects.toThrow('disk full');
});

test('dropping bytes is dropping them from the whole', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 9 })), fc.nat(60), (arrays, count) => {
      const pieces = arrays.map(bytes => Buffer.from(bytes));
      const rest = Buffer.concat(dropBytes(pieces, count));
      expect(rest.equals(Buffer.concat(pieces).subarray(count))).toBe(true);
    }),
  );
});
