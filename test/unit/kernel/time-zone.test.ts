import { expect, test } from 'vitest';
import { isTimeZone } from '../../../src/kernel/time-zone.ts';

test.each([
  { name: 'UTC', valid: true },
  { name: 'Europe/Berlin', valid: true },
  { name: 'America/Argentina/Buenos_Aires', valid: true },
  { name: 'Asia/Calcutta', valid: true },
  { name: 'US/Pacific', valid: true },
  { name: 'Etc/GMT+3', valid: true },
  { name: 'europe/moscow', valid: true },
  { name: '+03:00', valid: false },
  { name: '-0330', valid: false },
  { name: '03', valid: false },
  { name: 'UTC+3', valid: false },
  { name: 'GMT+03:00', valid: false },
  { name: 'Mars/Olympus', valid: false },
  { name: 'Europe/Berlin ', valid: false },
  { name: ' Europe/Berlin', valid: false },
  { name: '', valid: false },
  { name: 'constructor', valid: false },
])('"$name" is a time zone: $valid', ({ name, valid }) => {
  expect(isTimeZone(name)).toBe(valid);
});
