import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Word } from '../../../src/documents/transcript.contract.ts';
import { leansForward } from '../../../src/subtitles/leaning.ts';
import { toCues } from '../../../src/subtitles/to-cues.ts';
import { madeTranscript, transcriptOf } from '../../support/made-transcript.ts';
import { uncut } from '../../support/stage-run.ts';

const RULES = { maxLineCharacters: 42, maxCharactersPerSecond: 17 };
const cuesOf = (words: Word[], seconds = 600, rules = RULES) =>
  toCues(transcriptOf(words), uncut(seconds), rules);
const letters = (text: string) => text.replaceAll(' ', '');
const shown = (cues: { lines: string[] }[]) => cues.map(({ lines }) => lines.join(' ')).join(' ');

/** Words as an engine could hear them: of any length, in any rhythm, also far too fast. */
const wordsOf = (rows: [number, number, number, number][]): Word[] => {
  let at = 0;
  return rows.map(([letters, pause, length, mark]) => {
    const start = at + pause;
    at = start + length;
    return {
      text: 'абвгдежз'.repeat(8).slice(0, letters) + ['', '', '', ',', '.'][mark],
      start,
      end: at,
    };
  });
};
const pause = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: 0, max: 0.4, noNaN: true }) },
  { weight: 1, arbitrary: fc.double({ min: 0, max: 20, noNaN: true }) },
);
const anyWords = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 1, max: 12 }) },
        fc.integer({ min: 1, max: 60 }),
      ),
      pause,
      fc.double({ min: 0.02, max: 1, noNaN: true }),
      fc.nat(4),
    ),
    { minLength: 1, maxLength: 120 },
  )
  .map(wordsOf);

describe('whatever was said', () => {
  const check = (
    holds: (cues: Awaited<ReturnType<typeof cuesOf>>, words: Word[], end: number) => void,
  ) =>
    fc.assert(
      fc.asyncProperty(anyWords, async words => {
        const end = (words.at(-1)?.end ?? 0) + 1;
        holds(await cuesOf(words, end), words, end);
      }),
      { numRuns: 60 },
    );

  test('every word is shown, in order, once', async () => {
    await check((cues, words) => {
      expect(letters(shown(cues))).toBe(letters(words.map(({ text }) => text).join(' ')));
      const whole = words.map(({ text }) => text).filter(text => text.length <= 42);
      const tokens = shown(cues).split(' ');
      let at = -1;
      for (const text of whole) {
        at = tokens.indexOf(text, at + 1);
        expect(at).toBeGreaterThanOrEqual(0);
      }
    });
  });

  test('one or two lines, none too long', async () => {
    await check(cues => {
      for (const { lines } of cues) {
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(42);
      }
    });
  });

  test('no overlap, a gap of two frames, inside the recording', async () => {
    await check((cues, _words, end) => {
      for (const [index, cue] of cues.entries()) {
        const before = cues[index - 1]?.end ?? Number.NEGATIVE_INFINITY;
        // As squeezed recordings have smaller gaps, only order is sure there.
        const isSqueezed = cues.length * 0.9 > end;
        expect(cue.start - before).toBeGreaterThan(isSqueezed ? 0 : 0.0839);
        expect(cue.end).toBeGreaterThan(cue.start);
        expect(cue.start).toBeGreaterThanOrEqual(0);
        expect(cue.end).toBeLessThanOrEqual(end + 1e-9);
      }
    });
  });

  test('none shorter than 0.8 seconds where there is time for all, none longer than 7', async () => {
    await check((cues, _words, end) => {
      const hasTime = cues.length * 0.9 < end;
      for (const { start, end: stop } of cues) {
        expect(stop - start).toBeLessThanOrEqual(7.0001);
        if (hasTime) expect(stop - start).toBeGreaterThanOrEqual(0.7999);
      }
    });
  });
});

describe('breaks', () => {
  const evenly = (text: string, pauseSeconds = 0.5) =>
    madeTranscript([text], { pauseSeconds }).transcript.words;

  test('sentences that fit have subtitles of their own', async () => {
    const cues = await cuesOf(
      evenly('We leave the harbour at noon today. The wind comes from the north now.'),
    );
    expect(cues.map(({ lines }) => lines)).toEqual([
      ['We leave the harbour at noon today.'],
      ['The wind comes from the north now.'],
    ]);
  });

  test('lines are balanced, and not broken after an article', async () => {
    const [cue] = await cuesOf(
      evenly('The captain of the ship saw an enormous whale beside the boat.'),
    );
    expect(cue?.lines).toEqual([
      'The captain of the ship saw',
      'an enormous whale beside the boat.',
    ]);
  });

  test.each([
    { language: 'en', text: 'The captain of the ship saw an enormous whale beside the boat.' },
    { language: 'ru', text: 'Вода течёт по камням и потом под старым мостом далеко внизу долины.' },
    { language: 'uk', text: 'Вода тече дуже повільно через велику долину аж до далекого моря.' },
    {
      language: 'pl',
      text: 'Woda płynie bardzo powoli przez wielką dolinę aż do dalekiego morza.',
    },
    { language: 'de', text: 'Heute sprechen wir zuerst über die Flüsse und ihre langen Wege.' },
    { language: 'nl', text: 'Het water stroomt langzaam onder de oude brug door naar het dal.' },
    { language: 'es', text: 'Y el agua lleva las piedras de las montañas hasta el mar tranquilo.' },
    { language: 'pt', text: 'O rio leva muitas pedras das montanhas até o mar que está distante.' },
    { language: 'fr', text: 'La rivière emporte les pierres des montagnes vers la mer lointaine.' },
    {
      language: 'it',
      text: 'Il fiume trascina con forza tutte le pietre delle montagne verso valle.',
    },
  ])('no line of $language ends on a word that belongs to the next', async ({ language, text }) => {
    const { transcript } = madeTranscript([text], { language });
    const lines = (await toCues(transcript, uncut(600), RULES)).flatMap(cue => cue.lines);
    expect(lines.length).toBeGreaterThan(1);
    const ends = lines.map(line => line.split(' ').at(-1) ?? '');
    expect(ends.filter(word => leansForward(word, language))).toEqual([]);
  });

  test('the dash of a dialogue goes with what it opens', async () => {
    const cues = await cuesOf(
      evenly('— Ты придёшь к нам завтра вечером с детьми? — Да, приду, если смогу.', 0),
    );
    for (const { lines } of cues) for (const line of lines) expect(line).not.toMatch(/[—-]$/);
  });

  test('a pause without punctuation is a good place', async () => {
    const words = evenly(
      'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen',
    );
    for (const word of words.slice(7)) {
      word.start += 0.5;
      word.end += 0.5;
    }
    expect((await cuesOf(words))[0]?.lines.join(' ')).toBe('one two three four five six seven');
  });

  test('speech after a long silence is not shown before it', async () => {
    const words = [
      { text: 'Wait', start: 1, end: 1.4 },
      { text: 'now', start: 9, end: 9.4 },
    ];
    expect((await cuesOf(words)).map(({ start }) => start)).toEqual([1, 9]);
  });
});

describe('words that are no words of a few letters', () => {
  const CHINESE =
    '今天我们来学习一下如何使用数据库查询优化器，它会根据统计信息选择一个最好的执行计划。然后我们再看看索引是怎么工作的。';
  const THAI = 'วันนี้เราจะเรียนรู้เกี่ยวกับฐานข้อมูลและวิธีการเลือกแผนการทำงานที่ดีที่สุดสำหรับคำถามของเรา';
  const ADDRESS = `https://example.com/${'a-long-path/'.repeat(9)}`;
  const signs = (text: string) => Array.from(new Intl.Segmenter().segment(text)).length;

  test.each([
    { name: 'Chinese', text: CHINESE, most: 21 },
    { name: 'Thai', text: THAI, most: 42 },
    { name: 'an address', text: ADDRESS, most: 42 },
    { name: '200 letters', text: 'x'.repeat(200), most: 42 },
    { name: 'Arabic, 90 letters and their marks', text: 'مَكْتَبَةٌ'.repeat(18), most: 42 },
    { name: 'families', text: '👨‍👩‍👧‍👦'.repeat(50), most: 21 },
  ])('$name: is cut between signs, and all of it is shown', async ({ text, most }) => {
    const cues = await cuesOf([{ text, start: 1, end: 13 }]);
    const lines = cues.flatMap(cue => cue.lines);
    expect(lines.join('')).toBe(text);
    expect(Math.max(...lines.map(signs))).toBeLessThanOrEqual(most);
    expect(lines.reduce((sum, line) => sum + signs(line), 0)).toBe(signs(text));
    for (const [index, { start, end }] of cues.entries()) {
      expect(start).toBeGreaterThan(cues[index - 1]?.end ?? 0);
      expect(end - start).toBeGreaterThan(0.79);
    }
  });

  test('Chinese is cut between words, punctuation stays behind its word', async () => {
    const cues = await cuesOf([{ text: CHINESE, start: 1, end: 13 }]);
    const lines = cues.flatMap(cue => cue.lines);
    expect(lines.filter(line => /^[，。]/u.test(line))).toEqual([]);
    const cuts = lines.map((_, index) => lines.slice(0, index + 1).join('').length);
    const words = Array.from(new Intl.Segmenter('zh', { granularity: 'word' }).segment(CHINESE));
    const ends = words.map(({ index, segment }) => index + segment.length);
    expect(cuts.filter(cut => !ends.includes(cut))).toEqual([]);
    expect(cues.map(cue => cue.lines.join('').at(-1))).toContain('。');
  });

  test('marks above letters take no room of a line', async () => {
    const words = Array.from({ length: 8 }, (_, index) => ({
      text: 'é'.normalize('NFD').repeat(4),
      start: index * 0.5,
      end: index * 0.5 + 0.4,
    }));
    expect((await cuesOf(words)).map(({ lines }) => lines.length)).toEqual([1]);
  });

  test('thousands of words at one moment, and words after the end, are all shown', async () => {
    const words = Array.from({ length: 3000 }, (_, index) => ({
      text: `w${index}`,
      start: 700,
      end: 700,
    }));
    expect(shown(await cuesOf(words))).toBe(words.map(({ text }) => text).join(' '));
  });
});

describe('times', () => {
  test('a quick sentence stays on the screen as long as reading takes', async () => {
    const text = 'These seven words are spoken very quickly.';
    const words = madeTranscript([text], { secondsPerWord: 0.1 }).transcript.words;
    const [cue] = await cuesOf(words);
    expect((cue?.end ?? 0) - (cue?.start ?? 0)).toBeCloseTo(text.length / 17);
  });

  test('what was said too fast shares the time of what was said slowly', async () => {
    const words = [
      { text: 'Everybody', start: 1, end: 1.4 },
      { text: 'immediately', start: 1.4, end: 1.8 },
      { text: 'understood.', start: 1.8, end: 2.2 },
      { text: 'It', start: 2.2, end: 3 },
      { text: 'was', start: 3, end: 4 },
      { text: 'over.', start: 4, end: 5 },
    ];
    const texts = async (words: Word[]) =>
      (await cuesOf(words)).map(({ lines }) => lines.join(' '));
    expect(await texts(words)).toEqual(['Everybody immediately understood. It was over.']);
    const slow = words.map(word => ({ ...word, start: word.start * 2, end: word.end * 2 }));
    expect(await texts(slow)).toEqual(['Everybody immediately understood.', 'It was over.']);
  });

  test('normal speech is readable throughout', async () => {
    const sentence = 'The river carries sand from the hills down to the sea. ';
    const { transcript } = madeTranscript([sentence.repeat(20).trim()]);
    for (const { start, end, lines } of await cuesOf(transcript.words)) {
      expect(lines.join(' ').length / (end - start)).toBeLessThanOrEqual(17.01);
    }
  });
});

describe('the edited clock', () => {
  const words = [
    { text: 'kept', start: 1, end: 2 },
    { text: 'late', start: 4.5, end: 5 },
    { text: 'again', start: 11, end: 12 },
  ];
  const edit = (reason: 'pause' | 'manual') => ({
    version: 1 as const,
    source_seconds: 20,
    kept_seconds: 13,
    kept: [
      { start: 0, end: 3 },
      { start: 10, end: 20 },
    ],
    cuts: [{ start: 3, end: 10, reason }],
  });

  test('times move with the cut, a word in a cut silence moves to the join', async () => {
    const cues = await toCues(transcriptOf(words), edit('pause'), RULES);
    expect(shown(cues)).toBe('kept late again');
    expect(cues[0]?.start).toBe(1);
    expect(cues.at(-1)?.end).toBeLessThanOrEqual(13);
  });

  test('a word that a person cut out is gone', async () => {
    expect(shown(await toCues(transcriptOf(words), edit('manual'), RULES))).toBe('kept again');
  });

  test('so is one that the cut, shrunk to frames, leaves the edges of; most of it is not', async () => {
    const cut = async (start: number, end: number) => {
      const list = { ...edit('manual'), cuts: [{ start, end, reason: 'manual' as const }] };
      return shown(await toCues(transcriptOf(words), list, RULES));
    };
    expect(await cut(4.52, 4.96)).toBe('kept again');
    expect(await cut(4.9, 11.1)).toBe('kept late again');
  });
});

test('a lecture of three hours, in no more than a test may take', async () => {
  const sentence = 'So the derivative of this function, as we saw, is again a function of time. ';
  const { transcript } = madeTranscript([sentence.repeat(1600).trim()]);
  const cues = await cuesOf(transcript.words, transcript.words.at(-1)?.end);
  expect(cues).toHaveLength(1600);
});

test('three hours of words of one letter, too', async () => {
  const words = Array.from({ length: 60_000 }, (_, index) => ({
    text: 'a',
    start: index * 0.18,
    end: index * 0.18 + 0.1,
  }));
  expect(letters(shown(await cuesOf(words, 10_800)))).toHaveLength(60_000);
});

test.each([
  { name: 'near the end', length: 12.3456, end: 12.345 },
  { name: 'far from the end', length: 20, end: 12.25 },
])('the last subtitle $name', async ({ length, end }) => {
  const cues = await cuesOf([{ text: 'Goodbye, and thank you.', start: 10, end: 12 }], length);
  expect(cues.at(-1)?.end).toBeCloseTo(end, 6);
  expect(cues.at(-1)?.end).toBeLessThanOrEqual(length);
});

test('no words, no subtitles', async () => {
  expect(await cuesOf([])).toEqual([]);
});
