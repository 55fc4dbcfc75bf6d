import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editOf, keepAll } from '#src/media/edit/plan-cuts.ts';
import type { Source } from '#src/media/original/source.ts';
import { planRender } from '#src/media/render/render-plan.ts';
import { encodeOfPlan, type MethodsFor, planShares } from '#src/media/render/shared/share-parts.ts';
import { frameTotal } from '#src/media/timeline/spans.ts';
import { probeFor, SOURCE } from '../../support/source.ts';

const HEVC = { ...SOURCE, video: { ...SOURCE.video, codec: 'hevc' } };
const TASK_SECONDS = 600;

function methodsOf(seconds: number, source: Source = HEVC, edit = keepAll(seconds)): MethodsFor {
  return cores => planRender({ source, probe: probeFor(source, seconds), edit, cores });
}
const limits = (mostTasks: number, cores = 4) => ({ mostTasks, taskSeconds: TASK_SECONDS, cores });

/** How long each task's share is, in seconds. */
function lengths(methodsFor: MethodsFor, shared: ReturnType<typeof planShares>) {
  if (!shared || typeof shared === 'string') throw new Error(`not shared: ${shared}`);
  const method = encodeOfPlan(methodsFor, { ...shared, rounds: 1, refused: [] });
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
    const methodsFor = methodsOf(seconds);
    const shared = planShares(methodsFor, limits(most));
    if (tasks === 1) expect(shared).toBeUndefined();
    else expect(lengths(methodsFor, shared)).toHaveLength(tasks);
  });

  test('it is the length of the result that counts', () => {
    const edit = editOf([{ start: 0, end: 1000 }], 7200);
    expect(planShares(methodsOf(7200, HEVC, edit), limits(8))).toBeUndefined();
  });

  test('without an index it stays with one task, and says why', () => {
    const source = { ...HEVC, seekable: false };
    expect(planShares(methodsOf(7200, source), limits(4))).toMatch(/^tasks: /);
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
    const methodsFor = methodsOf(at, HEVC, editOf(kept, at));
    const shared = planShares(methodsFor, limits(most));
    if (!shared || typeof shared === 'string') return;
    const parts = encodeOfPlan(methodsFor, { ...shared, rounds: 1, refused: [] })?.parts ?? [];
    expect(shared.shares.flat()).toEqual(parts.map((_, number) => number));
    const all = lengths(methodsFor, shared);
    const longest = Math.max(...parts.map(({ spans }) => frameTotal(spans) / 25));
    const even = all.reduce((sum, length) => sum + length, 0) / shared.shares.length;
    for (const length of all) expect(Math.abs(length - even)).toBeLessThanOrEqual(longest + 0.1);
  });
  fc.assert(property, { numRuns: 60 });
});
