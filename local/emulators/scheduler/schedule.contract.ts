import { z } from 'zod';

export const Name = z.string().regex(/^[\w.-]{1,64}$/, 'A name has 1 to 64 of 0-9 a-z A-Z - _ .');

/** The wire has seconds, a template has ISO 8601. */
const Instant = z.union([
  z.number().transform(seconds => seconds * 1000),
  z.iso.datetime({ offset: true }).transform(text => Date.parse(text)),
]);

const FlexibleTimeWindow = z.discriminatedUnion('Mode', [
  z.object({ Mode: z.literal('OFF') }),
  z.object({ Mode: z.literal('FLEXIBLE'), MaximumWindowInMinutes: z.int().min(1).max(1440) }),
]);

const RetryPolicy = z.object({
  MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
  MaximumRetryAttempts: z.int().min(0).max(185).default(185),
});

export const Target = z.looseObject({
  Arn: z.string().min(1),
  RoleArn: z.string().min(1),
  Input: z.string().min(1).optional(),
  RetryPolicy: RetryPolicy.default(RetryPolicy.parse({})),
  DeadLetterConfig: z.object({ Arn: z.string().optional() }).optional(),
  SqsParameters: z.object({ MessageGroupId: z.string().optional() }).optional(),
});
export type Target = z.infer<typeof Target>;

/** What a schedule is, without its name. An update replaces all of it: what is left out is default. */
export const ScheduleDefinition = z.object({
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  StartDate: Instant.optional(),
  EndDate: Instant.optional(),
  Description: z.string().max(512).optional(),
  State: z.literal(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.literal(['NONE', 'DELETE']).default('NONE'),
  FlexibleTimeWindow,
  Target,
});
export type ScheduleDefinition = z.infer<typeof ScheduleDefinition>;

/** As stored: the dates are already milliseconds. */
export const StoredDefinition = ScheduleDefinition.extend({
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
});

/** The properties of an `AWS::Scheduler::Schedule` with every reference resolved. */
export const TemplateSchedule = ScheduleDefinition.extend({
  Name,
  GroupName: Name.default('default'),
});
export type TemplateSchedule = z.input<typeof TemplateSchedule>;
