import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editOf, keepAll } from '#src/media/edit/plan-cuts.ts';
import type { Source } from '#src/media/original/source.ts';
import { firstCourse, nextCourse } from '#src/media/render/plan-run.ts';
import { planRender } from '#src/media/render/render-plan.ts';
import { encodeOfPlan, planShares, type Ways } from '#src/media/render/shared/share-parts.ts';
import { frameTotal } from '#src/media/timeline/spans.ts';
import { memoryInterim } from '../../../../support/memory-interim.ts';
import { probeFor, SOURCE } from '../../support/source.ts';

const HEVC = { ...SOURCE, video: { ...SOURCE.video, codec: 'hevc' } };
const TASK_SECONDS = 600;

function waysOf(seconds: number, source: Source = HEVC, edit = keepAll(seconds)): Ways {
  return cores => planRender({ source, probe: probeFor(source, seconds), edit, cores });
}
const limits = (mostTasks: number, cores = 4) => ({ mostTasks, taskSeconds: TASK_SECONDS, cores });

/** How long each task's share is, in seconds. */
function lengths(ways: Ways, shared: ReturnType<typeof planShares>) {
  if (!shared || typeof shared === 'string') throw new Error(`not shared: ${shared}`);
  const method = encodeOfPlan(ways, { ...shared, rounds: 1, refused: [] });
  return shared.shares.map(share =>
    share.reduce((sum, number) => sum + frameTotal(method?.parts[number]?.spans ?? []) / 25, 0),
  );
}

describe('how many tasks share an encode', () => {
  test.each([
    { name: 'a short one is not shared', seconds: 1100, most: 8, tasks: 1 },
    { name: 'ten minutes for each at least', seconds: 1900, most: 8, tasks: 3 },
    { name: 'the plan sets the limit', seconds: 3 * 3600, most: 4, tasks: 4 },
    { name: 'a plan of one task shares nothing', seconds: 3 * 3600, most: 1, tasks: 1 },
  ])('$name', ({ seconds, most, tasks }) => {
    const ways = waysOf(seconds);
    const shared = planShares(ways, limits(most));
    if (tasks === 1) expect(shared).toBeUndefined();
    else expect(lengths(ways, shared)).toHaveLength(tasks);
  });

  test('it is the length of the result that counts', () => {
    const edit = editOf([{ start: 0, end: 1000 }], 7200);
    expect(planShares(waysOf(7200, HEVC, edit), limits(8))).toBeUndefined();
  });

  test('without an index it stays with one task, and says why', () => {
    const source = { ...HEVC, seekable: false };
    expect(planShares(waysOf(7200, source), limits(4))).toMatch(/^tasks: /);
  });
});

test('every part is made once, in order, and tasks have about as much to do', () => {
  const cut = fc.record({
    keep: fc.integer({ min: 1, max: 900 }),
    cut: fc.integer({ min: 1, max: 60 }),
  });
  const list = fc.array(cut, { minLength: 1, maxLength: 60 });
  const property = fc.property(list, fc.integer({ min: 2, max: 8 }), (pieces, most) => {
    let at = 0;
    const kept = pieces.map(({ keep, cut }) => {
      const start = at + cut;
      at = start + keep;
      return { start, end: at };
    });
    const ways = waysOf(at, HEVC, editOf(kept, at));
    const shared = planShares(ways, limits(most));
    if (!shared || typeof shared === 'string') return;
    const parts = encodeOfPlan(ways, { ...shared, rounds: 1, refused: [] })?.parts ?? [];
    expect(shared.shares.flat()).toEqual(parts.map((_, number) => number));
    const all = lengths(ways, shared);
    const longest = Math.max(...parts.map(({ spans }) => frameTotal(spans) / 25));
    const even = all.reduce((sum, length) => sum + length, 0) / shared.shares.length;
    for (const length of all) expect(Math.abs(length - even)).toBeLessThanOrEqual(longest + 0.1);
  });
  fc.assert(property, { numRuns: 60 });
});

describe('the course of a run', () => {
  const ways = waysOf(3600);
  const first = firstCourse(ways, limits(4), ['smart: codec hevc']);
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
    const course = firstCourse(waysOf(3600, SOURCE), limits(4), []);
    expect(course.methods.map(({ kind }) => kind)).toEqual(['remux']);
    expect(course.plan).toBeDefined();
  });

  test('one task has all the ways', () => {
    expect(firstCourse(ways, limits(1), []).methods).toEqual(ways(4));
  });

  test('when all is made it is joined, and one task can still make all', async () => {
    const course = await nextCourse(ways, 4, known, interimWith([0, 1, 2, 3]));
    expect(course.methods).toEqual([expect.objectContaining({ tasks: 4 }), ...ways(4)]);
    expect(course.plan).toBeUndefined();
    expect(course.refused).toEqual(['smart: codec hevc']);
  });

  test('what is missing is asked for again, but not for ever', async () => {
    const again = await nextCourse(ways, 4, known, interimWith([0, 3]));
    expect(again).toMatchObject({ methods: [], plan: { rounds: 2 } });
    const last = await nextCourse(ways, 4, { ...known, rounds: 3 }, interimWith([0, 3]));
    expect(last.plan).toBeUndefined();
    expect(last.methods.length).toBeGreaterThan(1);
  });

  test('parts that were divided in another way are not joined', async () => {
    const other = { ...known, frames: known.frames - 1 };
    const course = await nextCourse(ways, 4, other, interimWith([0, 1, 2, 3]));
    expect(course.methods).toEqual(ways(4));
    expect(course.refused).toContain('tasks: divided in another way');
  });
});
