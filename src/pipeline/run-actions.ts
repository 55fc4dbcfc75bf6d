import * as z from 'zod';
import type { Log } from '../kernel/logger.ts';
import { logFailure } from './log-failure.ts';
import { withMachineErrors } from './machine-error.ts';
import { RunIds, runKey } from './run-ids.ts';
import type { finishTask } from './tasks/finish-task.ts';
import type { planTask } from './tasks/plan-task.ts';

const RunRequest = RunIds.extend({ action: z.literal(['plan', 'finish']) });

type RunActions = {
  log: Pick<Log, 'error'>;
  plan: ReturnType<typeof planTask>;
  finish: ReturnType<typeof finishTask>;
};

/** What the state machine asks at the beginning and at the end of a run. */
export const runActions = (actions: RunActions) => (event: unknown) => {
  const request = RunRequest.parse(event);
  return withMachineErrors<unknown>(
    () => actions[request.action](runKey(request)),
    logFailure(actions.log, request),
  );
};
