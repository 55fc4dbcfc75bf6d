import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chaptersOf, platformChapters } from '../../../../src/publishing/metadata/chapters.ts';

const RULES = { least: 3, shortestSeconds: 10 };
const same = (seconds: number) => seconds;

describe('chapters of the cut video', () => {
  test('begin at zero, meet each other and reach the end', () => {
    const topics = [
      { title: 'A', start: 2.5, end: 30 },
      { title: 'B', start: 30, end: 58 },
    ];
    expect(chaptersOf(topics, 60, same)).toEqual([
      { title: 'A', start: 0, end: 30 },
      { title: 'B', start: 30, end: 60 },
    ]);
  });

  test('a topic that was cut away leaves none', () => {
    const cutFrom20To40 = (seconds: number) =>
      seconds < 20 ? seconds : Math.max(20, seconds - 20);
    const topics = [
      { title: 'A', start: 0, end: 20 },
      { title: 'Break', start: 20, end: 40 },
      { title: 'B', start: 40, end: 80 },
    ];
    expect(chaptersOf(topics, 60, cutFrom20To40)).toEqual([
      { title: 'A', start: 0, end: 20 },
      { title: 'B', start: 20, end: 60 },
    ]);
  });

  test('no topics, no chapters', () => {
    expect(chaptersOf([], 60, same)).toEqual([]);
  });
});

describe('chapters that a platform takes', () => {
  const chapters = (...starts: number[]) =>
    starts.slice(0, -1).map((start, index) => ({
      title: `T${index}`,
      start,
      end: starts[index + 1] ?? 0,
    }));

  test('a short one joins the one before it', () => {
    const taken = platformChapters(chapters(0, 30, 35, 70, 100), RULES);
    expect(taken.map(({ title, start }) => [title, start])).toEqual([
      ['T0', 0],
      ['T2', 35],
      ['T3', 70],
    ]);
  });

  test('a short first one gives its place to the next', () => {
    const [first] = platformChapters(chapters(0, 5, 40, 70, 100), RULES);
    expect(first).toEqual({ title: 'T1', start: 0 });
  });

  test('short ones at the beginning join each other, under the longest name', () => {
    const taken = platformChapters(chapters(0, 4, 11, 40, 70, 100), RULES);
    expect(taken.map(({ title, start }) => [title, start])).toEqual([
      ['T1', 0],
      ['T2', 11],
      ['T3', 40],
      ['T4', 70],
    ]);
  });

  test('less than three are none', () => {
    expect(platformChapters(chapters(0, 30, 60), RULES)).toEqual([]);
    expect(platformChapters([], RULES)).toEqual([]);
  });

  test('what is taken always keeps the rules', () => {
    const lengths = fc.array(fc.double({ min: 0.5, max: 40, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(lengths, parts => {
        let at = 0;
        const starts = [0, ...parts.map(part => (at += part))];
        const taken = platformChapters(chapters(...starts), RULES);
        if (taken.length === 0) return;
        expect(taken.length).toBeGreaterThanOrEqual(3);
        expect(taken[0]?.start).toBe(0);
        const edges = [...taken.map(({ start }) => start), Math.floor(at)];
        for (const [index, edge] of edges.slice(1).entries()) {
          expect(edge - (edges[index] ?? 0)).toBeGreaterThanOrEqual(10);
        }
      }),
    );
  });
});
