import { z } from 'zod';
import { scheduleArn } from './invocation.ts';
import type { SchedulerOperation } from './operations.ts';
import { PageQuery, pageOf } from './page.ts';
import { Name, ScheduleDefinition } from './schedule.contract.ts';
import { DEFAULT_GROUP, type Scheduler } from './scheduler.ts';
import {
  createSchedule,
  deleteSchedule,
  listSchedules,
  replaceSchedule,
  requireSchedule,
  type Schedule,
} from './schedules.ts';

/** One request, parsed no further than its parts. */
export type RestRequest = { name: string; query: Record<string, string>; body: unknown };
type Handler = (request: RestRequest) => object;

const Write = ScheduleDefinition.extend({
  GroupName: Name.default(DEFAULT_GROUP),
  ClientToken: z.string().optional(),
});
const InGroup = z.object({ groupName: Name.default(DEFAULT_GROUP) });
const Listed = PageQuery.extend({
  ScheduleGroup: z.string().optional(),
  NamePrefix: z.string().default(''),
  State: z.literal(['ENABLED', 'DISABLED']).optional(),
});

/** What each operation does; the name in a path comes as `name`. */
export const scheduleHandlers = (scheduler: Scheduler): Record<SchedulerOperation, Handler> => ({
  CreateSchedule: ({ name, body }) => {
    const { GroupName: group, ClientToken: token = null, ...definition } = Write.parse(body);
    createSchedule(scheduler, { group, name: Name.parse(name) }, definition, token);
    return { ScheduleArn: scheduleArn(scheduler, { group_name: group, name }) };
  },
  UpdateSchedule: ({ name, body }) => {
    const { GroupName: group, ClientToken: _, ...definition } = Write.parse(body);
    replaceSchedule(scheduler, { group, name }, definition);
    return { ScheduleArn: scheduleArn(scheduler, { group_name: group, name }) };
  },
  GetSchedule: ({ name, query }) => {
    const { groupName: group } = InGroup.parse(query);
    return describe(scheduler, requireSchedule(scheduler, { group, name }));
  },
  DeleteSchedule: ({ name, query }) => {
    const { groupName: group } = InGroup.parse(query);
    requireSchedule(scheduler, { group, name });
    deleteSchedule(scheduler, { group, name });
    return {};
  },
  ListSchedules: ({ query }) => list(scheduler, Listed.parse(query)),
});

function list(scheduler: Scheduler, query: z.infer<typeof Listed>) {
  const wanted = listSchedules(scheduler).filter(
    ({ group_name, name, definition }) =>
      group_name === (query.ScheduleGroup ?? group_name) &&
      definition.State === (query.State ?? definition.State) &&
      name.startsWith(query.NamePrefix),
  );
  // No name has a slash, so this key sorts like the pair.
  const { page, ...more } = pageOf(wanted, query, row => `${row.group_name}/${row.name}`);
  return { Schedules: page.map(row => summarize(scheduler, row)), ...more };
}

const summarize = (scheduler: Scheduler, schedule: Schedule) => ({
  Arn: scheduleArn(scheduler, schedule),
  Name: schedule.name,
  GroupName: schedule.group_name,
  State: schedule.definition.State,
  CreationDate: schedule.created_at / 1000,
  LastModificationDate: schedule.modified_at / 1000,
  Target: { Arn: schedule.definition.Target.Arn },
});

function describe(scheduler: Scheduler, schedule: Schedule) {
  const { StartDate, EndDate, ...definition } = schedule.definition;
  return {
    ...definition,
    ...summarize(scheduler, schedule),
    Target: definition.Target,
    ...(StartDate !== undefined && { StartDate: StartDate / 1000 }),
    ...(EndDate !== undefined && { EndDate: EndDate / 1000 }),
  };
}
