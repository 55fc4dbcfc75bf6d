import { describe, expect, test } from 'vitest';
import { SCRIPT } from '../../../local/sample/lecture-script.ts';
import { outlineLecture } from '../../../local/sample/outline.ts';
import { seededRandom } from '../../../local/sample/random.ts';

const outline = (seconds: number, seed = 1) => outlineLecture(seconds, seededRandom(seed));

/** As measured: 16.5 characters a second. */
const lengthOf = (seconds: number, seed: number) =>
  outline(seconds, seed).pieces.reduce(
    (sum, piece) => sum + (piece.kind === 'silence' ? piece.seconds : piece.text.length / 16.5),
    0,
  );

describe.each([60, 180, 300, 600, 3600])('a lecture of %i seconds', seconds => {
  test.each([1, 2, 3])('is about that long with seed %i', seed => {
    expect(Math.abs(lengthOf(seconds, seed) / seconds - 1)).toBeLessThan(0.15);
  });

  test('never has two silences or the same sentence twice in a row', () => {
    const { pieces } = outline(seconds);
    for (const [index, piece] of pieces.entries()) {
      const next = pieces[index + 1];
      expect(piece.kind === 'silence' && next?.kind === 'silence').toBe(false);
      if (piece.kind === 'utterance' && next?.kind === 'utterance') {
        expect(next.text).not.toBe(piece.text);
      }
    }
  });

  test('has long pauses of 4 to 15 seconds, before topics and inside them', () => {
    const { pieces } = outline(seconds);
    const sides = pieces.flatMap((piece, index) => {
      if (piece.kind !== 'silence' || piece.silence !== 'pause') return [];
      expect(piece.seconds).toBeGreaterThanOrEqual(4);
      expect(piece.seconds).toBeLessThanOrEqual(15);
      const [before, after] = [pieces[index - 1], pieces[index + 1]];
      return before?.kind === 'utterance' && after?.kind === 'utterance'
        ? [before.topic === after.topic ? 'inside' : 'before']
        : [];
    });
    expect(new Set(sides)).toEqual(new Set(['inside', 'before']));
  });
});

test('topics have names of their own, however long the lecture', () => {
  const titles = outline(3600).topics.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

test('key terms belong to one topic each and are said in it', () => {
  for (const topic of SCRIPT) {
    const text = topic.sentences.join(' ').toLowerCase();
    for (const term of topic.keyTerms) expect(text).toContain(term);
    const others = SCRIPT.filter(other => other !== topic).flatMap(other => other.keyTerms);
    expect(topic.keyTerms.filter(term => others.includes(term))).toEqual([]);
  }
});
