import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OFF, type Rig, startRig, TARGET } from './rig.ts';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig('2026-06-01T00:00:00Z');
});
afterEach(() => rig.close());

const ONCE = { ScheduleExpression: 'at(2026-06-01T01:00:00)', ...OFF };
const create = (more: object = {}) =>
  rig.client.send(new CreateScheduleCommand({ Name: 'job', ...ONCE, ...more }));
const exists = () =>
  rig.client.send(new GetScheduleCommand({ Name: 'job' })).then(
    () => true,
    () => false,
  );

test('a target is called with its input, the words in brackets filled in', async () => {
  const Input = '{"at":"<aws.scheduler.scheduled-time>","try":<aws.scheduler.attempt-number>}';
  await create({ Target: { ...TARGET, Input, SqsParameters: { MessageGroupId: 'g' } } });
  await rig.advance('2026-06-01T02:00:00Z', 30);
  expect(rig.fired).toEqual([
    {
      arn: TARGET.Arn,
      roleArn: TARGET.RoleArn,
      input: '{"at":"2026-06-01T01:00:00Z","try":1}',
      scheduleName: 'job',
      groupName: 'default',
      scheduledTime: '2026-06-01T01:00:00.000Z',
      sqsParameters: { MessageGroupId: 'g' },
    },
  ]);
});

test('a target without input gets the scheduled event', async () => {
  await create();
  await rig.advance('2026-06-01T01:00:00Z', 60);
  expect(JSON.parse(rig.fired[0]?.input ?? '')).toMatchObject({
    source: 'aws.scheduler',
    'detail-type': 'Scheduled Event',
    time: '2026-06-01T01:00:00Z',
    resources: ['arn:aws:scheduler:eu-central-1:000000000000:schedule/default/job'],
  });
});

test('a failed call is tried again, each time later, until it succeeds', async () => {
  let failures = 3;
  rig.behaviour.fire = async () => {
    failures -= 1;
    if (failures >= 0) throw new Error('The target is down.');
  };
  await create();
  await rig.advance('2026-06-01T01:00:00Z', 60);
  const callsAfterSecond: number[] = [];
  for (let second = 0; second < 9; second += 1) {
    await rig.advanceSeconds(1);
    callsAfterSecond.push(rig.fired.length);
  }
  // One second, then two, then four; and no more once it worked.
  expect(callsAfterSecond).toEqual([2, 2, 3, 3, 3, 3, 4, 4, 4]);
});

test('after the last attempt the event goes to the dead-letter queue once', async () => {
  rig.behaviour.fire = async ({ arn }) => {
    if (arn === TARGET.Arn) throw new Error('The target is down.');
  };
  const DeadLetterConfig = { Arn: 'arn:aws:sqs:eu-central-1:000000000000:dead' };
  await create({
    Target: { ...TARGET, RetryPolicy: { MaximumRetryAttempts: 1 }, DeadLetterConfig },
  });
  await rig.advance('2026-06-01T03:00:00Z', 1);
  expect(rig.fired.map(({ arn }) => arn)).toEqual([TARGET.Arn, TARGET.Arn, DeadLetterConfig.Arn]);
});

test('attempts end when the event is too old', async () => {
  rig.behaviour.fire = async () => {
    throw new Error('The target is down.');
  };
  await create({ Target: { ...TARGET, RetryPolicy: { MaximumEventAgeInSeconds: 60 } } });
  await rig.advance('2026-06-01T01:00:00Z', 60);
  for (let second = 0; second < 200; second += 1) await rig.advanceSeconds(1);
  // After 0, 1, 3, 7, 15 and 31 seconds; the next would be at 63.
  expect(rig.fired).toHaveLength(6);
});

test('a completed schedule goes if it asked for it, and stays otherwise', async () => {
  await create({ ActionAfterCompletion: 'DELETE' });
  await rig.advance('2026-06-01T01:00:00Z', 60);
  expect(await exists()).toBe(false);
  await create({ ScheduleExpression: 'at(2026-06-01T02:00:00)' });
  await rig.advance('2026-06-01T02:00:00Z', 60);
  expect(await exists()).toBe(true);
  expect(rig.fired).toHaveLength(2);
});

test('a schedule that failed is kept until its attempts are used up', async () => {
  let up = false;
  rig.behaviour.fire = async () => {
    if (!up) throw new Error('The target is down.');
  };
  await create({ ActionAfterCompletion: 'DELETE' });
  await rig.advance('2026-06-01T01:00:00Z', 60);
  expect(await exists()).toBe(true);
  up = true;
  await rig.advanceSeconds(5);
  expect(await exists()).toBe(false);
});

test('a deleted schedule runs no more', async () => {
  await create();
  await rig.client.send(new DeleteScheduleCommand({ Name: 'job' }));
  await rig.advance('2026-06-01T02:00:00Z', 30);
  expect(rig.fired).toEqual([]);
});

test('a one-time schedule that was missed while nothing ran fires once after the start', async () => {
  await create();
  await rig.stop();
  rig.setClock('2026-06-03T00:00:00Z');
  await rig.start();
  await rig.advanceSeconds(3600);
  expect(rig.times()).toEqual(['2026-06-01T01:00:00Z']);
});

test('many missed runs of a recurring schedule become one', async () => {
  await create({ ScheduleExpression: 'rate(1 hour)', StartDate: new Date('2026-06-01T01:00:00Z') });
  await rig.stop();
  rig.setClock('2026-06-01T09:30:00Z');
  await rig.start();
  await rig.advance('2026-06-01T11:00:00Z', 30);
  expect(rig.times()).toEqual([
    '2026-06-01T01:00:00Z',
    '2026-06-01T10:00:00Z',
    '2026-06-01T11:00:00Z',
  ]);
});

test('a call that was under way at a stop is made again', async () => {
  let release = () => {};
  rig.behaviour.fire = () =>
    new Promise(resolve => {
      release = resolve;
    });
  await create();
  rig.setClock('2026-06-01T01:00:00Z');
  void rig.advanceSeconds(0);
  await rig.stop();
  rig.behaviour.fire = async () => {};
  await rig.start();
  release();
  expect(rig.times()).toEqual(['2026-06-01T01:00:00Z', '2026-06-01T01:00:00Z']);
});

test('a schedule of the template is taken in once, whatever the number of starts', async () => {
  const properties = {
    Name: 'nightly',
    ScheduleExpression: 'rate(1 day)',
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    Target: { ...TARGET, Input: '{}' },
  };
  rig.putSchedule(properties);
  await rig.advanceSeconds(1);
  await rig.stop();
  await rig.start();
  rig.putSchedule(properties);
  await rig.advance('2026-06-02T00:00:00Z', 60);
  expect(rig.times()).toEqual(['2026-06-01T00:00:00Z', '2026-06-02T00:00:00Z']);
  rig.putSchedule({ ...properties, State: 'DISABLED' });
  await rig.advance('2026-06-04T00:00:00Z', 60);
  expect(rig.fired).toHaveLength(2);
});

test('a real clock fires within moments, without anybody looking', async () => {
  rig.setClock(new Date().toISOString());
  const before = rig.fired.length;
  await rig.client.send(
    new CreateScheduleCommand({ Name: 'now', ...OFF, ScheduleExpression: 'rate(1 minute)' }),
  );
  await expect.poll(() => rig.fired.length, { timeout: 2000, interval: 10 }).toBe(before + 1);
});
