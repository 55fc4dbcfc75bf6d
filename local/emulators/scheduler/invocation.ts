import type { Delivery } from './deliveries.ts';
import type { Target } from './schedule.contract.ts';
import type { Scheduler } from './scheduler.ts';
import type { Schedule } from './schedules.ts';

/** What a target is called with. `scheduledTime` is ISO 8601: with the name it is an idempotency key. */
export type Invocation = {
  arn: string;
  input: string;
  roleArn: string;
  scheduleName: string;
  groupName: string;
  scheduledTime: string;
  sqsParameters?: Target['SqsParameters'];
};

export function invocationOf(scheduler: Scheduler, schedule: Schedule, delivery: Delivery) {
  const { Target: target } = schedule.definition;
  return {
    arn: target.Arn,
    input: inputOf(scheduler, schedule, delivery),
    roleArn: target.RoleArn,
    scheduleName: schedule.name,
    groupName: schedule.group_name,
    scheduledTime: new Date(delivery.scheduled_at).toISOString(),
    ...(target.SqsParameters && { sqsParameters: target.SqsParameters }),
  } satisfies Invocation;
}

export const scheduleArn = (
  { arnPrefix }: Scheduler,
  { group_name, name }: Pick<Schedule, 'group_name' | 'name'>,
) => `${arnPrefix}schedule/${group_name}/${name}`;

/** The input with the words in angle brackets filled in, or the event that stands for none. */
function inputOf(scheduler: Scheduler, schedule: Schedule, delivery: Delivery) {
  const arn = scheduleArn(scheduler, schedule);
  // Whole seconds, as AWS writes it.
  const time = new Date(delivery.scheduled_at).toISOString().replace(/\.\d+Z$/, 'Z');
  const { Input: input } = schedule.definition.Target;
  if (input === undefined) return scheduledEvent(arn, time, delivery.id);
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', time)
    .replaceAll('<aws.scheduler.execution-id>', delivery.id)
    .replaceAll('<aws.scheduler.attempt-number>', String(delivery.attempts + 1));
}

function scheduledEvent(arn: string, time: string, id: string) {
  const [, , , region, account] = arn.split(':');
  return JSON.stringify({
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account,
    time,
    region,
    resources: [arn],
    detail: '{}',
  });
}
