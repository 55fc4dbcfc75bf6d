import { idOf } from '../../kernel/ids.ts';
import type { RecordingKey } from '../recording-key.ts';
import { type Order, type PrepareDeps, prepareOperation } from './prepare-operation.ts';
import { type StartRunDeps, startRun } from './start-run.ts';

type Asked = { operationId: string; requestId?: string | undefined };

export type OperationDeps = StartRunDeps & PrepareDeps;

/**
 * Queues a run for what is asked and no more: whoever makes what it reads takes part, and what is
 * there already is used as it is.
 */
export const startOperation =
  (deps: OperationDeps) =>
  async (key: RecordingKey, { operationId, requestId, ...order }: Order & Asked) => {
    const prepared = await prepareOperation(deps)(key, order);
    return startRun(deps)(key, { ...prepared, taskId: idOf('task', operationId), requestId });
  };
