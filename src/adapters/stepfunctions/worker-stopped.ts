import * as z from 'zod';
import { toMachineError } from '../../pipeline/stages/as-stage-error.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import type { taskToken } from './task-token.ts';

/** The part of "ECS Task State Change" (EventBridge) that tells which state waited for it. */
const Stopped = z.object({
  detail: z.object({
    lastStatus: z.string(),
    stopCode: z.string().optional(),
    stoppedReason: z.string().default('stopped'),
    overrides: z.object({
      containerOverrides: z.array(
        z.object({
          environment: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
        }),
      ),
    }),
  }),
});

/** What ECS says of a worker that never began because no machine was found for it. */
const NO_MACHINE = /capacity is unavailable|timeout waiting for|unexpected EC2 error/i;

/**
 * A worker that is gone cannot answer its state, which would wait for the heartbeat to run out.
 * So this answers for it. A worker that answered before it stopped is not affected: its token is
 * used up.
 */
export const answerForDead =
  (answer: (token: string) => Pick<ReturnType<typeof taskToken>, 'fail'>) =>
  async (event: unknown): Promise<void> => {
    const { detail } = Stopped.parse(event);
    if (detail.lastStatus !== 'STOPPED') return;
    const variables = detail.overrides.containerOverrides.flatMap(({ environment }) => environment);
    const token = variables.find(({ name }) => name === 'TASK_TOKEN')?.value;
    if (!token) return;
    const error = new StageError(codeOf(detail), { detail: detail.stoppedReason });
    const { name, cause } = toMachineError(error);
    await answer(token).fail(name, cause);
  };

/** An image that cannot be pulled does not begin either, but no waiting mends that. */
const codeOf = ({ stopCode, stoppedReason }: z.infer<typeof Stopped>['detail']) =>
  stopCode === 'TaskFailedToStart' && NO_MACHINE.test(stoppedReason) ? 'no_machine' : 'lost';
