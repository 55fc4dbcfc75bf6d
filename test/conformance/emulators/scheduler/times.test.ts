import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { afterEach, expect, test } from 'vitest';
import { OFF, type Rig, startRig } from './rig.ts';

let rig: Rig;
afterEach(() => rig.close());

const create = (ScheduleExpression: string, more: object = {}) =>
  rig.client.send(new CreateScheduleCommand({ Name: 'job', ScheduleExpression, ...OFF, ...more }));

const berlin = { ScheduleExpressionTimezone: 'Europe/Berlin' };

test('in spring a time that does not exist is skipped', async () => {
  rig = await startRig('2026-03-27T12:00:00Z');
  await create('cron(30 2 * * ? *)', berlin);
  await rig.advance('2026-03-31T12:00:00Z', 30);
  expect(rig.times()).toEqual([
    '2026-03-28T01:30:00Z',
    // Nothing on the 29th: the clock goes from 02:00 to 03:00.
    '2026-03-30T00:30:00Z',
    '2026-03-31T00:30:00Z',
  ]);
});

test('in autumn a time that comes twice runs once', async () => {
  rig = await startRig('2026-10-24T12:00:00Z');
  await create('cron(30 2 * * ? *)', berlin);
  await rig.advance('2026-10-26T12:00:00Z', 30);
  expect(rig.times()).toEqual(['2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z']);
});

test('in autumn the hours of the wall run once each', async () => {
  rig = await startRig('2026-10-24T23:30:00Z');
  await create('cron(0 * * * ? *)', berlin);
  await rig.advance('2026-10-25T03:00:00Z', 10);
  expect(rig.times()).toEqual([
    '2026-10-25T00:00:00Z',
    // 02:00 comes again at 01:00 UTC.
    '2026-10-25T02:00:00Z',
    '2026-10-25T03:00:00Z',
  ]);
});

test('a schedule made in the repeated hour waits for the next day', async () => {
  rig = await startRig('2026-10-25T01:10:00Z');
  await create('cron(30 2 * * ? *)', berlin);
  await rig.advance('2026-10-26T12:00:00Z', 30);
  expect(rig.times()).toEqual(['2026-10-26T01:30:00Z']);
});

test('nine in the morning stays nine in the morning all year', async () => {
  rig = await startRig('2026-03-28T00:00:00Z');
  await create('cron(0 9 * * ? *)', berlin);
  await rig.advance('2026-03-29T12:00:00Z', 60);
  expect(rig.times()).toEqual(['2026-03-28T08:00:00Z', '2026-03-29T07:00:00Z']);
});

test('a rate of a day is 24 hours over a change of the clock', async () => {
  rig = await startRig('2026-03-28T08:00:00Z');
  await create('rate(1 day)', berlin);
  await rig.advance('2026-03-30T08:00:00Z', 60);
  expect(rig.times()).toEqual([
    '2026-03-28T08:00:00Z',
    '2026-03-29T08:00:00Z',
    '2026-03-30T08:00:00Z',
  ]);
});

test.each([
  { name: 'every 15 from 0', cron: '0/15 10 * * ? *', runs: ['10:00', '10:15', '10:30', '10:45'] },
  { name: 'every 20 from 5', cron: '5/20 10 * * ? *', runs: ['10:05', '10:25', '10:45'] },
  {
    name: 'a range with a step',
    cron: '0-30/10 10 * * ? *',
    runs: ['10:00', '10:10', '10:20', '10:30'],
  },
])('minutes: $name', async ({ cron, runs }) => {
  rig = await startRig('2026-06-01T09:00:00Z');
  await create(`cron(${cron})`);
  await rig.advance('2026-06-01T11:30:00Z', 1);
  expect(rig.times()).toEqual(runs.map(time => `2026-06-01T${time}:00Z`));
});

test.each([
  // June 2026 starts on a Monday.
  { name: 'weekday 1 is Sunday', cron: '0 0 ? * 1 *', days: [7, 14, 21, 28] },
  {
    name: 'names of weekdays',
    cron: '0 0 ? * MON-WED *',
    days: [2, 3, 8, 9, 10, 15, 16, 17, 22, 23, 24, 29, 30],
  },
  { name: 'the second Friday', cron: '0 0 ? * FRI#2 *', days: [12] },
  { name: 'the last Friday', cron: '0 0 ? * 6L *', days: [26] },
  { name: 'the last day of the month', cron: '0 0 L * ? *', days: [30] },
  { name: 'the weekday next to the 13th', cron: '0 0 13W * ? *', days: [12] },
  { name: 'another year', cron: '0 0 * * ? 2027', days: [] },
])('days: $name', async ({ cron, days }) => {
  rig = await startRig('2026-06-01T00:30:00Z');
  await create(`cron(${cron})`);
  await rig.advance('2026-06-30T12:00:00Z', 360);
  expect(rig.times()).toEqual(days.map(day => `2026-06-${String(day).padStart(2, '0')}T00:00:00Z`));
});

test('a rate keeps to its start and end date', async () => {
  rig = await startRig('2026-06-01T00:00:00Z');
  await create('rate(2 hours)', {
    StartDate: new Date('2026-06-01T03:00:00Z'),
    EndDate: new Date('2026-06-01T08:00:00Z'),
  });
  await rig.advance('2026-06-02T00:00:00Z', 30);
  expect(rig.times()).toEqual([
    '2026-06-01T03:00:00Z',
    '2026-06-01T05:00:00Z',
    '2026-06-01T07:00:00Z',
  ]);
});

test('a one-time schedule runs at the time of its zone', async () => {
  rig = await startRig('2026-01-10T00:00:00Z');
  await create('at(2026-01-10T09:15:00)', { ScheduleExpressionTimezone: 'America/New_York' });
  await rig.advance('2026-01-11T00:00:00Z', 15);
  expect(rig.times()).toEqual(['2026-01-10T14:15:00Z']);
});
