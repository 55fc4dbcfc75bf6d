import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId, type WorkspaceId } from '../../../../src/kernel/ids.ts';
import type { Shares } from '../../../../src/pipeline/ports.ts';
import {
  charge,
  inOrder,
  mediaMinutes,
  nextTurn,
  startOf,
} from '../../../../src/pipeline/tasks/fair-share.ts';
import { newWorkspaceId } from '../../../support/samples.ts';

type Queue = { workspaceId: WorkspaceId; weight: number; minutes: number[] };
const NOTHING: Shares = { clock: 0, had: new Map() };
let made = 0;
const first = (workspaceId: WorkspaceId) => ({
  workspaceId,
  first: { workspaceId, taskId: newId('task', 1000 + made++) },
});

/** Serves one task after another until nobody waits; tells who was served with what. */
function serve(queues: readonly Queue[], from: Shares = NOTHING) {
  const left = queues.map(queue => ({ ...first(queue.workspaceId), ...queue, at: 0 }));
  const served: { workspaceId: WorkspaceId; minutes: number; weight: number }[] = [];
  let shares = from;
  for (;;) {
    const turn = nextTurn(
      left.filter(({ at, minutes }) => at < minutes.length),
      shares,
    );
    if (!turn) return { served, shares };
    const { workspaceId, weight } = turn;
    const minutes = turn.minutes[turn.at] ?? 0;
    turn.at += 1;
    shares = charge(shares, workspaceId, { minutes, weight });
    served.push({ workspaceId, minutes, weight });
  }
}

const queueOf = fc.record({
  workspaceId: fc.constant(null).map(() => newWorkspaceId()),
  weight: fc.constantFrom(1, 2, 4, 8),
  minutes: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 }),
});
const queuesOf = fc.array(queueOf, { minLength: 2, maxLength: 8 });

describe('whose turn it is', () => {
  test('nobody starves: of two that wait, neither is further ahead than one task of each', () => {
    fc.assert(
      fc.property(queuesOf, queues => {
        const had = new Map<WorkspaceId, number>();
        const waits = new Map(
          queues.map(({ workspaceId, minutes }) => [workspaceId, minutes.length]),
        );
        const most = Math.max(...queues.flatMap(({ minutes }) => minutes));
        for (const { workspaceId, minutes, weight } of serve(queues).served) {
          had.set(workspaceId, (had.get(workspaceId) ?? 0) + minutes / weight);
          waits.set(workspaceId, (waits.get(workspaceId) ?? 0) - 1);
          for (const [other, left] of waits) {
            if (left > 0) {
              expect((had.get(workspaceId) ?? 0) - (had.get(other) ?? 0)).toBeLessThanOrEqual(most);
            }
          }
        }
      }),
    );
  });

  test('who was idle gains no credit, however long: they start with those who are served', () => {
    fc.assert(
      fc.property(queuesOf, queues => {
        const { shares } = serve(queues);
        const idle = newWorkspaceId();
        expect(startOf(shares, idle)).toBe(shares.clock);
        const after = charge(shares, idle, { minutes: 5, weight: 1 });
        expect(after.had.get(idle)).toBe(shares.clock + 5);
        expect(after.clock).toBe(shares.clock);
      }),
    );
  });

  test('all that waits is served once, of each workspace in its order', () => {
    fc.assert(
      fc.property(queuesOf, queues => {
        const { served } = serve(queues);
        for (const { workspaceId, minutes } of queues) {
          const own = served.filter(task => task.workspaceId === workspaceId);
          expect(own.map(task => task.minutes)).toEqual(minutes);
        }
      }),
    );
  });

  test('twice the weight is twice the minutes, while both wait', () => {
    const minutes = Array.from({ length: 30 }, () => 60);
    const [light, heavy] = [1, 2].map(weight => ({
      ...{ workspaceId: newWorkspaceId(), weight, minutes },
    }));
    const { served } = serve(light && heavy ? [light, heavy] : []);
    const early = served.slice(0, 30).filter(({ weight }) => weight === 2);
    expect(early.length).toBeGreaterThanOrEqual(19);
    expect(early.length).toBeLessThanOrEqual(21);
  });
});

test('of one workspace the most urgent come first, then the oldest', () => {
  const task = fc.record({
    taskId: fc.integer({ min: 1, max: 9999 }).map(at => newId('task', at)),
    priority: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(task, { maxLength: 20 }), tasks => {
      const sorted = inOrder(tasks);
      expect(new Set(sorted)).toEqual(new Set(tasks));
      for (const [at, next] of sorted.slice(1).entries()) {
        const before = sorted[at] ?? next;
        const [urgent, less] = [before.priority ?? 0, next.priority ?? 0];
        expect(urgent).toBeGreaterThanOrEqual(less);
        if (urgent === less) expect(before.taskId <= next.taskId).toBe(true);
      }
    }),
  );
});

test.each([
  [{ sizeBytes: 900_000_000 }, 60],
  [{ sizeBytes: 900_000_000, durationSeconds: 600 }, 10],
  [{ sizeBytes: 0 }, 0.1],
  [{}, 0.1],
])('%o are %d minutes', (measured, minutes) => {
  expect(mediaMinutes(measured)).toBe(minutes);
});
