import { z } from 'zod';
import { trustedWorkspaceId } from '../../kernel/ids.ts';
import { STAGE_NAMES, type StageName, stageDefinition } from '../../pipelines/recording.ts';
import type { TaskKey } from '../ports.ts';
import type { finishTask } from '../tasks/finish-task.ts';
import type { planTask } from '../tasks/plan-task.ts';
import { asStageError, toWire } from './as-stage-error.ts';
import type { beginStage } from './begin-stage.ts';
import type { failStage } from './fail-stage.ts';
import type { Unfinished } from './stage.ts';
import { stageAnswer } from './stage-answer.ts';

const Ids = z.object({
  workspace_id: z.string().transform(trustedWorkspaceId),
  recording_id: z.string(),
  task_id: z.string(),
});
const stage = z.literal(STAGE_NAMES);

/** What the state machine asks of the stage function. */
const StageRequest = z.discriminatedUnion('action', [
  Ids.extend({ action: z.literal('plan') }),
  Ids.extend({ action: z.literal('begin'), stage }),
  Ids.extend({ action: z.literal('run'), stage }),
  Ids.extend({ action: z.literal('poll'), stage }),
  Ids.extend({
    action: z.literal('stage_failed'),
    stage,
    error: z.object({ Error: z.string(), Cause: z.string().optional() }),
  }),
  Ids.extend({ action: z.literal('finish') }),
]);

type Actions = {
  plan: ReturnType<typeof planTask>;
  begin: ReturnType<typeof beginStage>;
  execute: (key: TaskKey, name: StageName) => Promise<Unfinished | undefined>;
  fail: ReturnType<typeof failStage>;
  finish: ReturnType<typeof finishTask>;
};

/** Lambda passes on an error's name and message: this one says both in the machine's words. */
class MachineError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** The stage function: one door for every step that needs no container. */
export const stageActions = (actions: Actions) => async (event: unknown) => {
  const request = StageRequest.parse(event);
  const key: TaskKey = {
    workspaceId: request.workspace_id,
    recordingId: request.recording_id,
    taskId: request.task_id,
  };
  try {
    switch (request.action) {
      case 'plan':
        return await actions.plan(key);
      case 'begin':
        return await actions.begin(key, request.stage);
      case 'run': {
        const { run } = await actions.begin(key, request.stage);
        if (run) await execute(actions, key, request.stage);
        return { run };
      }
      case 'poll':
        return await execute(actions, key, request.stage);
      case 'stage_failed':
        return await actions.fail(key, request.stage, request.error);
      case 'finish':
        return await actions.finish(key);
    }
  } catch (error) {
    const { name, cause } = toWire(asStageError(error));
    throw new MachineError(name, cause);
  }
};

const execute = async (actions: Actions, key: TaskKey, name: StageName) =>
  stageAnswer(stageDefinition(name), await actions.execute(key, name));
