import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  MOST_PARTS,
  missingParts,
  PART_SIZE_BYTES,
  partCount,
  partSize,
} from '../../../../src/recordings/uploads/upload-plan.ts';

const part = (partNumber: number, sizeBytes: number) => ({
  partNumber,
  sizeBytes,
});

test('parts cover every file exactly, within the ten thousand of storage', () => {
  const size = fc.integer({ min: 1, max: MOST_PARTS * PART_SIZE_BYTES });
  fc.assert(
    fc.property(size, sizeBytes => {
      const count = partCount(sizeBytes, PART_SIZE_BYTES);
      expect(count).toBeLessThanOrEqual(MOST_PARTS);
      const full = (count - 1) * PART_SIZE_BYTES;
      expect(full + partSize(count, sizeBytes, PART_SIZE_BYTES)).toBe(sizeBytes);
      expect(partSize(count, sizeBytes, PART_SIZE_BYTES)).toBeGreaterThan(0);
    }),
  );
});

test('what arrived whole is never asked for again', () => {
  const arrived = fc.uniqueArray(fc.integer({ min: 1, max: 30 }));
  fc.assert(
    fc.property(arrived, numbers => {
      const received = numbers.map(number => part(number, partSize(number, 295, 10)));
      const missing = missingParts(295, 10, received);
      expect([...missing, ...numbers].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 30 }, (_, index) => index + 1),
      );
    }),
  );
});
