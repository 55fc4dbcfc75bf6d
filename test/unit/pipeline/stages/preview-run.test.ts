import { array, assert, asyncProperty, constantFrom, option, record, subarray } from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { inTurn } from '../../../../src/pipeline/choose-stages.ts';
import { beginStage } from '../../../../src/pipeline/stages/begin-stage.ts';
import type { Decision } from '../../../../src/pipeline/stages/decide-stage.ts';
import { executeStage } from '../../../../src/pipeline/stages/execute-stage.ts';
import { previewRun } from '../../../../src/pipeline/stages/preview-run.ts';
import type { Stage } from '../../../../src/pipeline/stages/stage.ts';
import { stageContext } from '../../../../src/pipeline/stages/stage-context.ts';
import type { StageState } from '../../../../src/pipeline/stages/stage-state.ts';
import { finishTask } from '../../../../src/pipeline/tasks/finish-task.ts';
import { planTask } from '../../../../src/pipeline/tasks/plan-task.ts';
import { recordingPipeline, STAGES } from '../../../../src/pipelines/recording.ts';
import { sampleTask } from '../../../support/samples.ts';
import { worldOfRun } from './run-world.ts';

type World = ReturnType<typeof worldOfRun>;
type Order = { stages?: string[] | undefined; requestConfig?: Record<string, unknown> | undefined };

/** Each stage makes all that it may make, and other bytes each time. */
const implementations = Object.fromEntries(
  STAGES.map(({ name, makes }): [string, Stage] => [
    name,
    async work => {
      for (const kind of makes) {
        const body = `${kind} ${crypto.randomUUID()}`;
        await work.save({ kind, fileName: `${kind}.bin`, contentType: 'a/b', body });
      }
      return {};
    },
  ]),
);

/** What the state machine does with a run, from its plan to its end. */
async function runOver(it: World, order: Order) {
  const task = sampleTask(it.recording, { status: 'RUNNING', taskId: newId('task'), ...order });
  it.store.tasks.set(task.taskId, task);
  it.recording.activeTaskId = task.taskId;
  const run = { subject: it.subject, taskId: task.taskId };
  const deps = { ...it.ports, context: stageContext(it.ports), implementations };
  await planTask({ ...it.ports, heartbeatSeconds: 30 })(run);
  const { config } = await previewRun(it.ports)(it.subject, order);
  for (const name of inTurn(recordingPipeline, config)) {
    const { run: isBegun } = await beginStage(deps)(run, name);
    const resources = { scratch: '/nowhere', signal: new AbortController().signal };
    if (isBegun) await executeStage(deps)(run, name, resources);
  }
  await finishTask(it.ports)(run);
  return STAGES.map(({ name }) => ({
    stage: name,
    does: whatCame(it.states.get(name), run.taskId),
  }));
}

function whatCame(state: StageState | undefined, taskId: string): Decision['does'] {
  if (state?.taskId !== taskId) return 'nothing';
  if (state.status === 'SKIPPED') return 'skip';
  return state.reused ? 'reuse' : 'run';
}

const orders = record({
  stages: option(
    subarray(
      STAGES.map(({ name }): string => name),
      { minLength: 1 },
    ),
    { nil: undefined },
  ),
  requestConfig: option(
    constantFrom(
      { topics: { enabled: false } },
      { topics: { granularity: 'short' } },
      { transcription: { enabled: false } },
      { trim: { spare_words: true } },
      { trim: { margin_seconds: 1 } },
      { picture: { burn_in: { enabled: true } } },
      { subtitles: { formats: ['vtt'] } },
      { output: { auto_upload: false } },
    ),
    { nil: undefined },
  ),
});

test('a preview is what comes, over any runs one after another', async () => {
  await assert(
    asyncProperty(array(orders, { minLength: 1, maxLength: 5 }), async runs => {
      const it = worldOfRun({ recording: { status: 'DOWNLOADED' } });
      for (const order of runs) {
        const { steps } = await previewRun(it.ports)(it.subject, order);
        expect(await runOver(it, order)).toEqual(steps);
        expect(it.ended.at(-1)?.task).toBe('SUCCEEDED');
      }
    }),
    { numRuns: 150 },
  );
});

test('a preview changes nothing', async () => {
  const it = worldOfRun();
  const before = structuredClone([it.recording, [...it.states], it.stored]);
  await previewRun(it.ports)(it.subject, { stages: ['transcribe'] });
  expect([it.recording, [...it.states], it.stored]).toEqual(before);
  expect(it.sent).toEqual([]);
});

test('a transcript needs no video, and nothing is published for it', async () => {
  const it = worldOfRun({ recording: { status: 'DOWNLOADED' } });
  const came = await runOver(it, { stages: ['transcribe'] });
  const does = Object.fromEntries(came.map(step => [step.stage, step.does]));
  expect(does).toMatchObject({
    analyze: 'run',
    transcribe: 'run',
    render: 'nothing',
    publish: 'nothing',
  });
  expect(it.ended).toEqual([{ task: 'SUCCEEDED', status: 'DOWNLOADED' }]);
  const again = await runOver(it, { stages: ['transcribe'] });
  expect(again.find(({ stage }) => stage === 'transcribe')?.does).toBe('reuse');
});
