import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OFF, type Rig, startRig, TARGET } from './rig.ts';

const HOURLY = { ScheduleExpression: 'cron(0 * * * ? *)', ...OFF };

let rig: Rig;
beforeEach(async () => {
  rig = await startRig('2026-06-01T00:30:00Z');
});
afterEach(() => rig.close());

const create = (Name: string, more: object = {}) =>
  rig.client.send(new CreateScheduleCommand({ Name, ...HOURLY, ...more }));

test('what was created is described, and an update replaces all of it', async () => {
  const { ScheduleArn } = await create('job', {
    Description: 'Every hour',
    Target: { ...TARGET, Input: '{}', SqsParameters: { MessageGroupId: 'g' } },
    EndDate: new Date('2027-01-01T00:00:00Z'),
  });
  expect(ScheduleArn).toBe('arn:aws:scheduler:eu-central-1:000000000000:schedule/default/job');
  const created = await rig.client.send(new GetScheduleCommand({ Name: 'job' }));
  expect(created).toMatchObject({
    Arn: ScheduleArn,
    Description: 'Every hour',
    State: 'ENABLED',
    ScheduleExpressionTimezone: 'UTC',
    EndDate: new Date('2027-01-01T00:00:00Z'),
    CreationDate: new Date('2026-06-01T00:30:00Z'),
    Target: {
      SqsParameters: { MessageGroupId: 'g' },
      RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
    },
  });
  await rig.client.send(new UpdateScheduleCommand({ Name: 'job', ...HOURLY, State: 'DISABLED' }));
  const updated = await rig.client.send(new GetScheduleCommand({ Name: 'job' }));
  expect(updated).toMatchObject({ State: 'DISABLED' });
  expect(updated.Description).toBeUndefined();
  await rig.advance('2026-06-01T05:00:00Z', 60);
  expect(rig.fired).toEqual([]);
});

test('names that are taken or unknown are refused by name', async () => {
  await create('job');
  await expect(create('job')).rejects.toMatchObject({
    name: 'ConflictException',
    $metadata: { httpStatusCode: 409 },
  });
  const missing = { name: 'ResourceNotFoundException', $metadata: { httpStatusCode: 404 } };
  const read = rig.client.send(new GetScheduleCommand({ Name: 'other' }));
  await expect(read).rejects.toMatchObject(missing);
  const elsewhere = new DeleteScheduleCommand({ Name: 'job', GroupName: 'other' });
  await expect(rig.client.send(elsewhere)).rejects.toMatchObject(missing);
  const update = rig.client.send(new UpdateScheduleCommand({ Name: 'other', ...HOURLY }));
  await expect(update).rejects.toMatchObject(missing);
  await expect(create('job', { GroupName: 'none' })).rejects.toMatchObject(missing);
});

test('a create that the client repeats with its token is answered like the first', async () => {
  const ClientToken = 'token-1';
  const first = await create('job', { ClientToken });
  const second = await create('job', { ClientToken });
  expect(second.ScheduleArn).toBe(first.ScheduleArn);
});

test.each([
  { name: 'a word that is no expression', ScheduleExpression: 'hourly' },
  { name: 'a rate of nothing', ScheduleExpression: 'rate(0 minutes)' },
  { name: 'seconds', ScheduleExpression: 'rate(5 seconds)' },
  { name: 'five fields', ScheduleExpression: 'cron(0 * * * ?)' },
  { name: 'both days given', ScheduleExpression: 'cron(0 0 1 * MON *)' },
  { name: 'no day left open', ScheduleExpression: 'cron(0 0 * * * *)' },
  { name: 'minute 60', ScheduleExpression: 'cron(60 0 * * ? *)' },
  { name: 'a date that does not exist', ScheduleExpression: 'at(2027-02-30T00:00:00)' },
  { name: 'a time that has passed', ScheduleExpression: 'at(2026-05-31T00:00:00)' },
  { name: 'an unknown zone', ScheduleExpressionTimezone: 'Europe/Atlantis' },
  { name: 'a flexible window without a length', FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
  { name: 'no window at all', FlexibleTimeWindow: undefined },
  { name: 'too many retries', Target: { ...TARGET, RetryPolicy: { MaximumRetryAttempts: 186 } } },
  { name: 'a wrong name', Name: 'not a name' },
])('$name is refused', async ({ name: _, ...wrong }) => {
  await expect(create('job', wrong)).rejects.toMatchObject({
    name: 'ValidationException',
    $metadata: { httpStatusCode: 400 },
  });
});

test('lists are filtered and come in pages', async () => {
  for (const name of ['a1', 'a2', 'b1']) await create(name);
  rig.putSchedule({ Name: 'a3', GroupName: 'team', State: 'DISABLED', ...HOURLY });
  const names = async (query: object) => {
    const { Schedules = [], NextToken } = await rig.client.send(new ListSchedulesCommand(query));
    return { names: Schedules.map(schedule => schedule.Name), NextToken };
  };
  expect((await names({ NamePrefix: 'a' })).names).toEqual(['a1', 'a2', 'a3']);
  expect((await names({ GroupName: 'team' })).names).toEqual(['a3']);
  expect((await names({ State: 'ENABLED' })).names).toEqual(['a1', 'a2', 'b1']);
  const first = await names({ MaxResults: 3 });
  expect(first.names).toEqual(['a1', 'a2', 'b1']);
  expect((await names({ MaxResults: 3, NextToken: first.NextToken })).names).toEqual(['a3']);
});

test('a request without credentials is refused', async () => {
  expect((await fetch(`${rig.endpoint()}/schedules`)).status).toBe(403);
});

test('an operation that is not listed is refused by name', async () => {
  const making = rig.client.send(new CreateScheduleGroupCommand({ Name: 'team' }));
  await expect(making).rejects.toMatchObject({ name: 'UnknownOperationException' });
});
