import { describe, expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { stageRow } from '../../../src/pipeline/pipeline.ts';
import { stageActions } from '../../../src/pipeline/stage-actions.ts';
import { executePart } from '../../../src/pipeline/stages/execute-part.ts';
import { stageAnswer } from '../../../src/pipeline/stages/stage-answer.ts';
import { stageContext } from '../../../src/pipeline/stages/stage-context.ts';
import { PIPELINES } from '../../../src/pipelines/index.ts';
import { recordingPipeline, type StageName } from '../../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../../src/pipelines/recording-work.ts';
import { planLimits } from '../../../src/plans/limits.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const answer = (name: StageName, unfinished?: Parameters<typeof stageAnswer>[1]) =>
  stageAnswer(stageRow(recordingPipeline, name), unfinished);

describe('what a stage answers the state machine', () => {
  test.each([
    { name: 'done', stage: 'render' as const, unfinished: undefined, wanted: {} },
    {
      name: 'parts',
      stage: 'render' as const,
      unfinished: { parts: 3 },
      wanted: { parts: [0, 1, 2] },
    },
    {
      name: 'a wait',
      stage: 'transcribe' as const,
      unfinished: { waitSeconds: 20.2 },
      wanted: { wait_seconds: 21 },
    },
    {
      name: 'never no pause at all',
      stage: 'transcribe' as const,
      unfinished: { waitSeconds: 0 },
      wanted: { wait_seconds: 1 },
    },
  ])('$name', ({ stage, unfinished, wanted }) => {
    expect(answer(stage, unfinished)).toEqual(wanted);
  });

  test.each([
    { stage: 'analyze' as const, unfinished: { parts: 2 } },
    { stage: 'topics' as const, unfinished: { waitSeconds: 2 } },
    { stage: 'transcribe' as const, unfinished: { parts: 2 } },
    { stage: 'render' as const, unfinished: { waitSeconds: 2 } },
  ])('$stage cannot answer $unfinished', ({ stage, unfinished }) => {
    expect(() => answer(stage, unfinished)).toThrow(
      expect.objectContaining({ code: 'engine_failed' }),
    );
  });
});

const ids = {
  workspace_id: newWorkspaceId(),
  kind: 'recording',
  id: newId('recording'),
  task_id: newId('task'),
};
const never = async () => Promise.reject(new Error('not asked here'));
const actionsThat = (execute: Parameters<typeof stageActions>[0]['execute']) => {
  const begin = async () => ({ run: true });
  return stageActions({ pipelines: PIPELINES, begin, execute, fail: never });
};

test('a poll runs the stage and says what it still waits for', async () => {
  const answers = [{ waitSeconds: 60 }, undefined];
  const asked: string[] = [];
  const act = actionsThat(async (_key, name) => {
    asked.push(name);
    return answers.shift();
  });
  const poll = { ...ids, action: 'poll', stage: 'transcribe' };
  expect(await act(poll)).toEqual({ wait_seconds: 60 });
  expect(await act(poll)).toEqual({});
  expect(asked).toEqual(['transcribe', 'transcribe']);
});

test('a stage of the function alone cannot wait: nobody would come back to it', async () => {
  const act = actionsThat(async () => ({ waitSeconds: 60 }));
  await expect(act({ ...ids, action: 'run', stage: 'topics' })).rejects.toThrow(/cannot go on/);
});

const resources = { scratch: '/nowhere', signal: new AbortController().signal };

/** Makes a part of a render by a stage of the test's. */
function partOf(world: ReturnType<typeof memoryPorts>, render: RecordingStage) {
  const context = stageContext(world.ports);
  const deps = { ...world.ports, context, implementations: { render, analyze: render } };
  return (name: StageName, part: number) => executePart(deps)(world.run, name, part, resources);
}

test('a part leaves files for the whole, commits nothing and writes no row', async () => {
  const world = memoryPorts();
  const make = partOf(world, async work => {
    await work.interim.put(`part-${work.part}`, { body: 'bytes' });
    return { note: 'not for the customer', facts: { parts: 1 } };
  });
  await make('render', 2);
  expect([...world.objects.keys()]).toEqual([
    expect.stringMatching(/\/stages\/render\/.+\/interim\/part-2$/),
  ]);
  expect(world.states.size).toBe(0);
  expect(world.stored).toEqual([]);
  expect(world.statuses).toEqual([]);
  expect(world.task.progress.render).not.toBe(100);
});

test.each([
  { plan: 'free' as const, stage: 'render' as const, tasks: 1 },
  { plan: 'pro' as const, stage: 'render' as const, tasks: 4 },
])('on the $plan plan, $tasks tasks may share a $stage', async ({ plan, stage, tasks }) => {
  const world = memoryPorts();
  world.ports.limits = planLimits({ find: async () => ({ plan }) });
  const seen: unknown[] = [];
  const make = partOf(world, async ({ maxTasks }) => {
    seen.push(maxTasks);
    return {};
  });
  await make(stage, 0);
  expect(seen).toEqual([tasks]);
});

test('a part cannot save what only the whole may', async () => {
  const world = memoryPorts();
  const file = { kind: 'video' as const, fileName: 'video.mp4', contentType: 'video/mp4' };
  const make = partOf(world, async work => {
    await work.save({ ...file, body: 'half' });
    return {};
  });
  await expect(make('render', 0)).rejects.toThrow(/interim/);
  expect(world.objects.size).toBe(0);
});

test('other stages are not made in parts, and a cancelled task makes none', async () => {
  const made: number[] = [];
  const counts: RecordingStage = async ({ part = -1 }) => {
    made.push(part);
    return {};
  };
  const world = memoryPorts();
  await expect(partOf(world, counts)('analyze', 0)).rejects.toMatchObject({
    code: 'engine_failed',
  });
  const cancelled = memoryPorts({ task: { cancelRequestedAt: 5 } });
  await expect(partOf(cancelled, counts)('render', 0)).rejects.toMatchObject({ code: 'cancelled' });
  expect(made).toEqual([]);
});

test('a worker that comes back after the commit makes its part no more', async () => {
  const world = memoryPorts();
  const { fingerprint } = await stageContext(world.ports)(world.run, 'render');
  const row = { ...world.run, stage: 'render' as const, status: 'COMPLETED' as const, attempts: 1 };
  world.states.set('render', { ...row, madeFingerprint: fingerprint });
  const make = partOf(world, async work => {
    await work.interim.put('part-0', { body: 'late' });
    return {};
  });
  await make('render', 0);
  expect(world.objects.size).toBe(0);
});
