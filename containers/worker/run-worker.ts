import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { taskToken } from '../../src/adapters/stepfunctions/task-token.ts';
import { idSchema, trustedWorkspaceId } from '../../src/kernel/ids.ts';
import { createLog, describeError } from '../../src/kernel/logger.ts';
import { pipelineOf, stageRow } from '../../src/pipeline/pipeline.ts';
import { asStageError, toMachineError } from '../../src/pipeline/stages/as-stage-error.ts';
import { foundMachine } from '../../src/pipeline/stages/await-machine.ts';
import { executePart } from '../../src/pipeline/stages/execute-part.ts';
import { executeStage } from '../../src/pipeline/stages/execute-stage.ts';
import { stageAnswer } from '../../src/pipeline/stages/stage-answer.ts';
import { stageContext } from '../../src/pipeline/stages/stage-context.ts';
import { StageError } from '../../src/pipeline/stages/stage-error.ts';
import { limitsPort } from '../../src/wiring/limits.ts';
import { providerOf, providerSettings } from '../../src/wiring/provider-settings.ts';
import { stagePorts } from '../../src/wiring/stages.ts';
import { stateTable } from '../../src/wiring/table.ts';
import { engineOf } from './engines.ts';

const Order = z.object({
  STAGE: z.string().min(1),
  WORKSPACE_ID: z.string().transform(trustedWorkspaceId),
  SUBJECT_KIND: z.string().min(1),
  SUBJECT_ID: z.string().min(1),
  TASK_ID: idSchema('task'),
  TASK_TOKEN: z.string(),
  /** Only this part of the stage. */
  PART: z.coerce.number().int().nonnegative().optional(),
  HEARTBEAT_SECONDS: z.coerce.number().positive(),
});
type Order = z.infer<typeof Order>;

/** Several beats fit into the time after which a silent worker is given up. */
const BEATS_PER_LIMIT = 5;
const MAX_BEAT_MS = 10_000;

/**
 * Carries out one order: runs the stage or makes a part of it, and answers the waiting state. Stops
 * by itself when the state no longer waits, when the task was cancelled, and on SIGTERM.
 */
export async function runWorker(variables: NodeJS.ProcessEnv): Promise<number> {
  const order = Order.parse(variables);
  const log = createLog();
  const answer = taskToken(order.TASK_TOKEN);
  const stop = new AbortController();
  const scratch = await mkdtemp(join(tmpdir(), `castline-${order.STAGE}-`));
  const beating = setInterval(beat, beatMs(order));
  const onTerminate = () => stop.abort(new StageError('lost', { detail: 'SIGTERM' }));
  process.once('SIGTERM', onTerminate);
  try {
    await answer.succeed(await runStage(order, { scratch, signal: stop.signal }));
    return 0;
  } catch (error) {
    const failure = asStageError(error);
    const { SUBJECT_KIND: kind, SUBJECT_ID: id, STAGE: stage } = order;
    const whose = { workspace_id: order.WORKSPACE_ID, task_id: order.TASK_ID };
    const fields = { ...whose, kind, id, stage, code: failure.code, detail: failure.detail };
    log.error('The stage failed.', { ...fields, ...describeError(failure.cause ?? failure) });
    const { name, cause } = toMachineError(failure);
    await answer.fail(name, cause);
    return 0;
  } finally {
    clearInterval(beating);
    process.removeListener('SIGTERM', onTerminate);
    await rm(scratch, { recursive: true, force: true });
  }

  function beat() {
    answer.heartbeat().then(
      wanted => {
        if (!wanted) stop.abort(new StageError('cancelled'));
      },
      // One missed beat is no reason to stop; the state's own limit decides.
      () => undefined,
    );
  }
}

const beatMs = ({ HEARTBEAT_SECONDS: limit }: Order) =>
  Math.min(MAX_BEAT_MS, (limit * 1000) / BEATS_PER_LIMIT);

async function runStage(order: Order, resources: { scratch: string; signal: AbortSignal }) {
  const settings = await providerSettings();
  const engine = await engineOf(order.STAGE)?.(settings);
  const table = stateTable();
  const ports = { ...stagePorts(table), ...limitsPort(table) };
  const context = stageContext({ ...ports, provider: providerOf(settings) });
  const implementations = engine ? { [order.STAGE]: engine } : {};
  const run = {
    subject: { workspaceId: order.WORKSPACE_ID, kind: order.SUBJECT_KIND, id: order.SUBJECT_ID },
    taskId: order.TASK_ID,
  };
  const deps = { ...ports, context, implementations };
  await foundMachine(ports)(run, { stage: order.STAGE, part: order.PART });
  if (order.PART === undefined) {
    const unfinished = await executeStage(deps)(run, order.STAGE, resources);
    const row = stageRow(pipelineOf(ports.pipelines, order.SUBJECT_KIND), order.STAGE);
    return stageAnswer(row, unfinished);
  }
  await executePart(deps)(run, order.STAGE, order.PART, resources);
  return {};
}
