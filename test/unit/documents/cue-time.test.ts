import { expect, test } from 'vitest';
import { cueTime } from '../../../src/documents/cue-time.ts';

test.each([
  { seconds: 0, text: '00:00:00.000' },
  { seconds: 62.003, text: '00:01:02.003' },
  { seconds: 59.9995, text: '00:01:00.000' },
  { seconds: 0.0004, text: '00:00:00.000' },
  { seconds: 3661.0004, text: '01:01:01.000' },
  { seconds: 3599.9996, text: '01:00:00.000' },
  { seconds: 359_999.999, text: '99:59:59.999' },
  { seconds: 360_000, text: '100:00:00.000' },
])('$seconds s are $text', ({ seconds, text }) => {
  expect(cueTime(seconds)).toBe(text);
});

test('SubRip has a comma before the milliseconds', () => {
  expect(cueTime(62.003, ',')).toBe('00:01:02,003');
});
