import { z } from 'zod';
import { toMachineError } from '../../pipeline/stages/as-stage-error.ts';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { taskToken } from './task-token.ts';

/** The part of "ECS Task State Change" (EventBridge) that tells which state waited for it. */
const Stopped = z.object({
  detail: z.object({
    lastStatus: z.string(),
    stoppedReason: z.string().optional(),
    overrides: z.object({
      containerOverrides: z.array(
        z.object({
          environment: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
        }),
      ),
    }),
  }),
});

/**
 * A worker that is gone cannot answer its state, which would wait for the heartbeat to run out.
 * So this answers for it. A worker that answered before it stopped is not affected: its token is
 * used up.
 */
export async function answerForDead(event: unknown): Promise<void> {
  const { detail } = Stopped.parse(event);
  if (detail.lastStatus !== 'STOPPED') return;
  const variables = detail.overrides.containerOverrides.flatMap(({ environment }) => environment);
  const token = variables.find(({ name }) => name === 'TASK_TOKEN')?.value;
  if (!token) return;
  const lost = toMachineError(
    new StageError('lost', { detail: detail.stoppedReason ?? 'stopped' }),
  );
  await taskToken(token).fail(lost.name, lost.cause);
}
