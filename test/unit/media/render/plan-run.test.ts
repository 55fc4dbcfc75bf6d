import { describe, expect, test } from 'vitest';
import { keepAll } from '#src/media/edit/plan-cuts.ts';
import type { Source } from '#src/media/original/source.ts';
import { planFirstRun, planNextRun } from '#src/media/render/plan-run.ts';
import { planRender } from '#src/media/render/render-plan.ts';
import type { MethodsFor } from '#src/media/render/shared/share-parts.ts';
import { memoryInterim } from '../../../support/fakes/memory/interim.ts';
import { probeFor, SOURCE } from '../support/source.ts';

const HEVC = { ...SOURCE, video: { ...SOURCE.video, codec: 'hevc' } };

function methodsOf(seconds: number, source: Source = HEVC): MethodsFor {
  const edit = keepAll(seconds);
  return cores => planRender({ source, probe: probeFor(source, seconds), edit, cores });
}
const limits = (mostTasks: number) => ({ mostTasks, taskSeconds: 600, cores: 4 });

describe('a run', () => {
  const methodsFor = methodsOf(3600);
  const first = planFirstRun(methodsFor, limits(4), ['smart: codec hevc']);
  const known = {
    ...(first.plan ?? { version: 1 as const, encoders: 1, frames: 1, shares: [], rounds: 1 }),
    refused: ['smart: codec hevc'],
  };
  const interimWith = (tasks: readonly number[]) =>
    memoryInterim(new Map(tasks.map(task => [`task-${task}.json`, { body: '{}' }])));

  test('an encode is left to tasks', () => {
    expect(first.methods).toEqual([]);
    expect(first.plan?.shares).toHaveLength(4);
    expect(first.refused).toEqual(['smart: codec hevc']);
  });

  test('what may need no encode is tried before', () => {
    const run = planFirstRun(methodsOf(3600, SOURCE), limits(4), []);
    expect(run.methods.map(({ kind }) => kind)).toEqual(['remux']);
    expect(run.plan).toBeDefined();
  });

  test('one task has all the methods', () => {
    expect(planFirstRun(methodsFor, limits(1), []).methods).toEqual(methodsFor(4));
  });

  test('when all is made it is joined, and one task can still make all', async () => {
    const run = await planNextRun(methodsFor, 4, known, interimWith([0, 1, 2, 3]));
    expect(run.methods).toEqual([expect.objectContaining({ tasks: 4 }), ...methodsFor(4)]);
    expect(run.plan).toBeUndefined();
    expect(run.refused).toEqual(['smart: codec hevc']);
  });

  test('what is missing is asked for again, but not for ever', async () => {
    const again = await planNextRun(methodsFor, 4, known, interimWith([0, 3]));
    expect(again).toMatchObject({ methods: [], plan: { rounds: 2 } });
    const last = await planNextRun(methodsFor, 4, { ...known, rounds: 3 }, interimWith([0, 3]));
    expect(last.plan).toBeUndefined();
    expect(last.methods.length).toBeGreaterThan(1);
  });

  test('parts that were divided in another way are not joined', async () => {
    const other = { ...known, frames: known.frames - 1 };
    const run = await planNextRun(methodsFor, 4, other, interimWith([0, 1, 2, 3]));
    expect(run.methods).toEqual(methodsFor(4));
    expect(run.refused).toContain('tasks: divided in another way');
  });
});
