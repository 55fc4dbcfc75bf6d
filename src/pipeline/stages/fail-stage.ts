import type { Clock } from '../../kernel/clock.ts';
import type { Stages } from '../ports.ts';
import type { RunKey } from '../tasks/task.ts';
import { fromMachineError } from './as-stage-error.ts';
import { STAGE_ERRORS } from './stage-error.ts';

type Caught = { Error: string; Cause?: string };

/** Writes down which stage failed and why, as the state machine caught it. */
export const failStage =
  ({ stages, clock }: { stages: Pick<Stages, 'list' | 'put'>; clock: Clock }) =>
  async ({ subject, taskId }: RunKey, stage: string, error: Caught) => {
    const failureCode = fromMachineError(error);
    const states = await stages.list(subject);
    const state = states.find(candidate => candidate.stage === stage);
    await stages.put({
      subject,
      taskId,
      stage,
      status: 'FAILED',
      attempts: state?.attempts ?? 1,
      madeFingerprint: state?.madeFingerprint,
      chosenFor: state?.chosenFor,
      startedAt: state?.startedAt,
      finishedAt: clock(),
      failureCode,
      failureReason: STAGE_ERRORS[failureCode],
    });
  };
