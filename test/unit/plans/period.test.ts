import { expect, test } from 'vitest';
import { endOfPeriod, periodBefore, periodOf } from '../../../src/plans/period.ts';

const at = (iso: string) => Date.parse(iso);

test.each([
  ['2026-01-01T00:00:00.000Z', '202601'],
  ['2026-12-31T23:59:59.999Z', '202612'],
  ['2026-06-30T23:30:00.000-01:00', '202607'],
])('%s is in %s', (time, period) => {
  expect(periodOf(at(time))).toBe(period);
});

test('a period ends where the next one begins', () => {
  expect(endOfPeriod('202612')).toBe(at('2027-01-01T00:00:00Z'));
  expect(periodOf(endOfPeriod('202602'))).toBe('202603');
  expect(periodOf(endOfPeriod('202602') - 1)).toBe('202602');
});

test('months are counted over years', () => {
  expect(periodBefore('202601', 1)).toBe('202512');
  expect(periodBefore('202603', 15)).toBe('202412');
});
