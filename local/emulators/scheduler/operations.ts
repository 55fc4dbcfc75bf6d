import type { RequestedOperation } from '../wire/operation.ts';

const AUTOMATION = 'each automation job has a schedule, which follows the job';

/** Every operation that this server answers, and the method and path that it has. */
export const SCHEDULER_OPERATIONS = [
  { name: 'ListSchedules', request: 'GET /schedules', file: 'docs/runbook.md' },
  { name: 'CreateSchedule', request: 'POST /schedules/{name}', planned: AUTOMATION },
  { name: 'GetSchedule', request: 'GET /schedules/{name}', planned: AUTOMATION },
  { name: 'UpdateSchedule', request: 'PUT /schedules/{name}', planned: AUTOMATION },
  { name: 'DeleteSchedule', request: 'DELETE /schedules/{name}', planned: AUTOMATION },
] as const satisfies readonly RequestedOperation[];

export type SchedulerOperation = (typeof SCHEDULER_OPERATIONS)[number]['name'];
