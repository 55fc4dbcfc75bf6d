import { describeError, type Log } from '../kernel/logger.ts';
import { asStageError } from './stages/as-stage-error.ts';

type Asked = {
  action: string;
  stage?: string;
  workspace_id: string;
  task_id: string;
  kind: string;
  id: string;
};

/** One line for what a run could not do: whose it is, what it was asked, and why. */
export const logFailure =
  (log: Pick<Log, 'error'>, asked: Asked) =>
  (error: unknown): void => {
    const { action, stage, workspace_id, task_id, kind, id } = asked;
    const failure = asStageError(error);
    log.error('The stage failed.', {
      ...{ action, stage, workspace_id, task_id, kind, id },
      ...{ code: failure.code, detail: failure.detail },
      ...describeError(failure.cause ?? failure),
    });
  };
