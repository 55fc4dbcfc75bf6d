import { expect, test } from 'vitest';
import { executePart } from '../../../../src/pipeline/stages/execute-part.ts';
import { stageContext } from '../../../../src/pipeline/stages/stage-context.ts';
import type { StageName } from '../../../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../../../src/pipelines/recording-work.ts';
import { planLimits } from '../../../../src/plans/limits.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';
import { sampleSubscription } from '../../../support/samples.ts';

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
  world.ports.limits = planLimits({ find: async () => sampleSubscription({ plan }) });
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
