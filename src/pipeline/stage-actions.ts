import { z } from 'zod';
import { idSchema, trustedWorkspaceId } from '../kernel/ids.ts';
import { type Pipelines, pipelineOf, stageRow } from './pipeline.ts';
import { asStageError, toWire } from './stages/as-stage-error.ts';
import type { beginStage } from './stages/begin-stage.ts';
import type { failStage } from './stages/fail-stage.ts';
import type { Unfinished } from './stages/stage.ts';
import { stageAnswer } from './stages/stage-answer.ts';
import type { finishTask } from './tasks/finish-task.ts';
import type { planTask } from './tasks/plan-task.ts';
import type { RunKey } from './tasks/task.ts';

/** What every state of the machine knows of its run. */
export const RunIds = z.object({
  workspace_id: z.string().transform(trustedWorkspaceId),
  kind: z.string().min(1),
  id: z.string().min(1),
  task_id: idSchema('task'),
});

export const runKey = ({ workspace_id, kind, id, task_id }: z.infer<typeof RunIds>): RunKey => ({
  subject: { workspaceId: workspace_id, kind, id },
  taskId: task_id,
});

const RunRequest = RunIds.extend({ action: z.literal(['plan', 'finish']) });

const stage = z.string().min(1);

const StageRequest = z.discriminatedUnion('action', [
  RunIds.extend({ action: z.literal('begin'), stage }),
  RunIds.extend({ action: z.literal('run'), stage }),
  RunIds.extend({ action: z.literal('poll'), stage }),
  RunIds.extend({
    action: z.literal('stage_failed'),
    stage,
    error: z.object({ Error: z.string(), Cause: z.string().optional() }),
  }),
]);
type StageRequest = z.infer<typeof StageRequest>;

type RunActions = { plan: ReturnType<typeof planTask>; finish: ReturnType<typeof finishTask> };

type StageActions = {
  pipelines: Pipelines;
  begin: ReturnType<typeof beginStage>;
  execute: (run: RunKey, stage: string) => Promise<Unfinished | undefined>;
  fail: ReturnType<typeof failStage>;
};

/** What the state machine asks at the beginning and at the end of a run. */
export const runActions = (actions: RunActions) => (event: unknown) => {
  const request = RunRequest.parse(event);
  return inMachineWords<unknown>(() => actions[request.action](runKey(request)));
};

/** What the state machine asks of each stage; who runs in a container is only begun here. */
export const stageActions = (actions: StageActions) => (event: unknown) => {
  const request = StageRequest.parse(event);
  return inMachineWords<unknown>(() => answer(actions, request));
};

async function answer(actions: StageActions, request: StageRequest) {
  const run = runKey(request);
  switch (request.action) {
    case 'begin':
      return actions.begin(run, request.stage);
    case 'run': {
      const begun = await actions.begin(run, request.stage);
      if (begun.run) await execute(actions, run, request.stage);
      return begun;
    }
    case 'poll':
      return execute(actions, run, request.stage);
    case 'stage_failed':
      return actions.fail(run, request.stage, request.error);
  }
}

const execute = async ({ pipelines, execute: perform }: StageActions, run: RunKey, name: string) =>
  stageAnswer(stageRow(pipelineOf(pipelines, run.subject.kind), name), await perform(run, name));

/** Lambda passes on an error's name and message: this one says both in the machine's words. */
class MachineError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

async function inMachineWords<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    const { name, cause } = toWire(asStageError(error));
    throw new MachineError(name, cause);
  }
}
