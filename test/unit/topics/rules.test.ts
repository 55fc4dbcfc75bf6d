import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanThemes, cleanTitle, titleKey } from '../../../src/topics/clean-topics.ts';
import { enforceRules } from '../../../src/topics/enforce-rules.ts';
import { findBreaks } from '../../../src/topics/find-breaks.ts';
import { type Granularity, topicRules } from '../../../src/topics/topic-rules.ts';

const MINUTE = 60;

describe('number and spacing by length', () => {
  test.each<[Granularity, number, number, number]>([
    ['long', 50, 10, 16],
    ['long', 90, 12, 19],
    ['long', 120, 14, 21],
    ['long', 180, 18, 26],
    ['long', 400, 18, 26],
    ['long', 70, 11, 18],
    ['long', 5, 3, 6],
    ['long', 11 / 60, 1, 1],
    ['short', 50, 3, 5],
    ['short', 90, 4, 6],
    ['short', 120, 5, 7],
    ['short', 180, 7, 10],
    ['short', 5, 1, 2],
  ])('%s, %d minutes: %d to %d topics', (granularity, minutes, min, max) => {
    expect(topicRules(granularity, minutes * MINUTE)).toMatchObject({ min, max });
  });

  test.each<[Granularity, number, number]>([
    ['long', 50, 4],
    ['long', 100, 5],
    ['long', 180, 6],
    ['short', 50, 10],
    ['short', 120, 14.4],
    ['short', 180, 18],
  ])('%s, %d minutes: %d minutes apart', (granularity, minutes, apart) => {
    expect(topicRules(granularity, minutes * MINUTE).spacingSeconds).toBeCloseTo(apart * MINUTE);
  });

  test('the least number always fits with its spacing', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 30_000, noNaN: true }),
        fc.constantFrom('long' as const, 'short' as const),
        (seconds, granularity) => {
          const { min, max, spacingSeconds } = topicRules(granularity, seconds);
          expect(min).toBeLessThanOrEqual(max);
          expect(min * spacingSeconds).toBeLessThanOrEqual(seconds);
        },
      ),
    );
  });
});

test('only a gap of eight minutes is a break', () => {
  const word = (start: number) => ({ text: 'w', start, end: start + 1 });
  expect(findBreaks([word(0), word(480), word(961)])).toEqual([{ start: 481, end: 961 }]);
});

test.each([
  ['1. Graph search', 'Graph search'],
  ['- "Graph search."', 'Graph search'],
  ['[00:10:02] — Поиск в графе', 'Поиск в графе'],
  ['Graph\n search', 'Graph search'],
  ['3D graphics', '3D graphics'],
  ['2001: a space odyssey', '2001: a space odyssey'],
  ['...', ''],
  [`${'word '.repeat(30)}`, 'word '.repeat(20).trim()],
  [`a${'😀'.repeat(120)}`, `a${'😀'.repeat(99)}`],
])('title %j becomes %j', (raw, title) => {
  expect(cleanTitle(raw)).toBe(title);
});

test('themes have at most four words and differ', () => {
  expect(cleanThemes(['Graph search', 'graph search.', 'one two three four five', ''])).toEqual([
    'Graph search',
  ]);
});

const RULES = { min: 3, max: 5, spacingSeconds: 60, longestSeconds: 600 };
const SPEECH = { start: 10, end: 1000, breaks: [] };
const topic = (title: string, start: number) => ({ title, start });
const enforced = (
  topics: ReturnType<typeof topic>[],
  fallback = topics,
  speech: Parameters<typeof enforceRules>[0]['speech'] = SPEECH,
) => enforceRules({ topics, fallback, rules: RULES, speech });

describe('enforced', () => {
  const good = [topic('a', 10), topic('b', 300), topic('c', 600)];

  test('a good answer stays; each topic ends where the next starts', () => {
    expect(enforced(good)).toEqual([
      { title: 'a', start: 10, end: 300 },
      { title: 'b', start: 300, end: 600 },
      { title: 'c', start: 600, end: 1000 },
    ]);
  });

  test.each([
    {
      name: 'out of order',
      answer: [topic('c', 600), topic('a', 10), topic('b', 300)],
      titles: 'abc',
    },
    { name: 'after the end', answer: [...good, topic('d', 5000)], titles: 'abc' },
    { name: 'twice', answer: [...good, topic('A.', 800)], titles: 'abc' },
    { name: 'too close', answer: [...good, topic('d', 630)], titles: 'abc' },
    {
      name: 'first too late',
      answer: [topic('a', 50), topic('b', 300), topic('c', 600)],
      titles: 'abc',
    },
    {
      name: 'first before the speech',
      answer: [topic('a', 0), topic('b', 300), topic('c', 600)],
      titles: 'abc',
    },
    { name: 'a break of its own invention', answer: [...good, topic('Break', 800)], titles: 'abc' },
    {
      name: 'too many',
      answer: 'abcdefgh'
        .split('')
        .map((title, index) => topic(title, 10 + index * 100 + index * index)),
      titles: 'acegh',
    },
  ])('$name', ({ answer, titles }) => {
    const topics = enforced(answer);
    expect(topics.map(({ title }) => title).join('')).toBe(titles);
    expect(topics[0]?.start).toBe(10);
  });

  test('too few are filled up from the text, in the longest stretch', () => {
    const fallback = [topic('x', 10), topic('y', 130), topic('z', 550)];
    expect(enforced([topic('a', 10), topic('b', 100)], fallback).map(({ title }) => title)).toEqual(
      ['a', 'b', 'z'],
    );
  });

  test('a first topic from the middle stays there, the beginning is told by the text', () => {
    const fallback = [topic('x', 10), topic('y', 500)];
    const late = [topic('a', 400), topic('b', 600), topic('c', 800)];
    expect(enforced(late, fallback)).toMatchObject([
      { title: 'x', start: 10 },
      { title: 'a', start: 400 },
      { title: 'b', start: 600 },
      { title: 'c', start: 800 },
    ]);
    expect(enforced(late, [])[0]).toMatchObject({ title: 'a', start: 10 });
  });

  test('a break is a topic of its own, and a topic begins after it', () => {
    const speech = { ...SPEECH, breaks: [{ start: 400, end: 880 }] };
    const topics = enforced([topic('a', 10), topic('b', 300), topic('c', 700)], [], speech);
    expect(topics).toEqual([
      { title: 'a', start: 10, end: 300 },
      { title: 'b', start: 300, end: 400 },
      { title: 'Break', start: 400, end: 880 },
      { title: 'c', start: 880, end: 1000 },
    ]);
  });

  test('an answer that forgets what follows the break gets it from the text', () => {
    const speech = { ...SPEECH, breaks: [{ start: 400, end: 880 }] };
    const topics = enforced(
      [topic('a', 10), topic('b', 300)],
      [topic('x', 10), topic('y', 880)],
      speech,
    );
    expect(topics.map(({ title }) => title)).toEqual(['a', 'b', 'Break', 'y']);
  });

  test('whatever is answered, the rules hold', () => {
    const anyTopics = fc.array(
      fc.record({ title: fc.string(), start: fc.integer({ min: -100, max: 1100 }) }),
      { maxLength: 30 },
    );
    const anyBreak = fc.option(
      fc.double({ min: 20, max: 500, noNaN: true }).map(start => ({ start, end: start + 480 })),
      { nil: undefined },
    );
    fc.assert(
      fc.property(anyTopics, anyTopics, anyBreak, (topics, fallback, pause) => {
        const breaks = pause ? [pause] : [];
        // The text itself always gives a topic for each part.
        const openings = [
          topic('opening', SPEECH.start),
          ...breaks.map(({ end }) => topic('part', end)),
        ];
        const made = enforced(topics, [...openings, ...fallback], { ...SPEECH, breaks });
        expect(made.length).toBeLessThanOrEqual(RULES.max);
        const keys = made.map(({ title }) => titleKey(title));
        expect(new Set(keys).size).toBe(keys.length);
        for (const [index, { start, end }] of made.entries()) {
          expect(end).toBe(made[index + 1]?.start ?? SPEECH.end);
          expect(end).toBeGreaterThan(start);
          const besideBreak =
            pause && [start, end].some(at => at === pause.start || at === pause.end);
          const isLast = index === made.length - 1;
          const least = isLast ? RULES.spacingSeconds / 2 : RULES.spacingSeconds;
          if (!besideBreak) expect(end - start).toBeGreaterThanOrEqual(least);
        }
        if (made.length > breaks.length) expect(made[0]?.start).toBe(SPEECH.start);
      }),
    );
  });
});
