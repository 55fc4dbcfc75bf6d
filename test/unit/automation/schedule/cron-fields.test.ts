import { expect, test } from 'vitest';
import { parseCron } from '../../../../src/automation/schedule/cron-fields.ts';

test.each([
  { line: '0 9 * * *', minutes: [0], hours: [9], days: 31, months: 12, weekdays: 7 },
  { line: '*/20 8-10 * * *', minutes: [0, 20, 40], hours: [8, 9, 10], days: 31, weekdays: 7 },
  { line: '5/25 0 1,15 JAN-MAR *', minutes: [5, 30, 55], hours: [0], days: 2, months: 3 },
  { line: '1-9/4 0 * * mon-fri', minutes: [1, 5, 9], hours: [0], days: 31, weekdays: 5 },
  { line: '0 0 * * 0,7,SUN', minutes: [0], hours: [0], days: 31, weekdays: 1 },
  { line: ' 0  0 * * 5-7 ', minutes: [0], hours: [0], days: 31, weekdays: 3 },
])('reads "$line"', ({ line, minutes, hours, days, weekdays }) => {
  const fields = parseCron(line);
  if ('fault' in fields) throw new Error(fields.fault);
  expect(fields).toMatchObject({ minutes, hours });
  expect(fields.days).toHaveLength(days);
  if (weekdays) expect(fields.weekdays).toHaveLength(weekdays);
});

test.each([
  { line: '', fault: 'five fields' },
  { line: '0 0 * *', fault: 'five fields' },
  { line: '0 0 0 * * *', fault: 'five fields' },
  { line: '60 0 * * *', fault: 'The minute "60" is none: 0 to 59' },
  { line: '0 24 * * *', fault: 'The hour "24"' },
  { line: '0 0 0 * *', fault: 'The day of the month "0"' },
  { line: '0 0 * 13 *', fault: 'The month "13"' },
  { line: '0 0 * * 8', fault: 'The weekday "8"' },
  { line: '5-1 0 * * *', fault: 'The minute "5-1"' },
  { line: '*/0 0 * * *', fault: 'The minute "*/0"' },
  { line: '1,,2 0 * * *', fault: 'The minute "1,,2"' },
  { line: '0 0 L * *', fault: 'The day of the month "L"' },
  { line: '0 0 * FEBRUARY *', fault: 'The month "FEBRUARY"' },
  { line: '0 0 1 * MON', fault: 'Give days of the month or weekdays' },
  { line: '0 0 ? * *', fault: 'The day of the month "?"' },
])('refuses "$line"', ({ line, fault }) => {
  expect(parseCron(line)).toEqual({ fault: expect.stringContaining(fault) });
});
