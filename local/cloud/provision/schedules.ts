import { z } from 'zod';
import { TemplateSchedule } from '../../emulators/scheduler/schedule.contract.ts';
import type { SchedulerServer } from '../../emulators/scheduler/server.ts';
import type { Assembly } from '../template/assembly.ts';
import { readRules } from './rules.ts';

/** Left as the template writes it: the scheduler reads times and defaults itself. */
const Written = z.custom<TemplateSchedule>(value => TemplateSchedule.safeParse(value).success);

/** A group of its own, so that no schedule of the app can have the name of a rule. */
const RULES_GROUP = 'events-rules';

/**
 * Declares the schedules of the template, and the rules that are schedules of an older kind: these
 * call by the policy of their target, so where a schedule has its role they have their own name.
 */
export function putSchedules(assembly: Assembly, scheduler: SchedulerServer) {
  for (const { name, properties } of assembly.resources('AWS::Scheduler::Schedule')) {
    const { Name = name, ...rest } = properties;
    scheduler.putSchedule(Written.parse({ Name, ...rest }));
  }
  for (const { name, arn: RoleArn, schedule, targets } of readRules(assembly)) {
    if (schedule === undefined) continue;
    for (const [index, { arn, input }] of targets.entries()) {
      scheduler.putSchedule({
        Name: `${name}-${index}`.slice(-64),
        GroupName: RULES_GROUP,
        ScheduleExpression: schedule,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: arn, RoleArn, ...(input !== undefined && { Input: input }) },
      });
    }
  }
}
