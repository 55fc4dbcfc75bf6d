import { expect, test } from 'vitest';
import { processingConfig } from '../../../src/config/processing-config.contract.ts';
import { blankReason } from '../../../src/recordings/blank.ts';

const MEGABYTE = 1024 ** 2;
const LARGE = 25 * MEGABYTE;

test.each([
  { name: 'just long and large enough', seconds: 1200, bytes: LARGE, isBlank: false },
  { name: 'a second too short', seconds: 1199, bytes: LARGE, isBlank: true },
  { name: 'a byte too small', seconds: 1200, bytes: LARGE - 1, isBlank: true },
  { name: 'of unknown length', seconds: undefined, bytes: LARGE, isBlank: false },
])('what is $name is blank: $isBlank', ({ seconds, bytes, isBlank }) => {
  const measured = { source: 's3', sizeBytes: bytes, durationSeconds: seconds } as const;
  expect(blankReason(processingConfig(), measured) !== undefined).toBe(isBlank);
  expect(blankReason(processingConfig(), { ...measured, source: 'upload' })).toBeUndefined();
});

test('limits of nothing are none', () => {
  const config = processingConfig({ blank: { min_minutes: 0, min_megabytes: 0 } });
  expect(blankReason(config, { source: 's3', sizeBytes: 1, durationSeconds: 1 })).toBeUndefined();
});

test('the reason names what was measured and both limits', () => {
  const config = processingConfig({ blank: { min_minutes: 1.5, min_megabytes: 0.5 } });
  expect(blankReason(config, { source: 's3', sizeBytes: 10, durationSeconds: 30 })).toEqual({
    code: 'blank',
    measured: { bytes: 10, seconds: 30 },
    limits: { seconds: 90, bytes: MEGABYTE / 2 },
  });
});
