import { describe, expect, test } from 'vitest';
import { findTopics } from '../../../src/topics/find-topics.ts';
import { topicRules } from '../../../src/topics/topic-rules.ts';
import { boundaryErrors, windowDiff } from '../../support/boundary-error.ts';
import { DATABASES, type LectureTopic, PHYSICS_RUSSIAN } from '../../support/lectures.ts';
import { madeTranscript } from '../../support/made-transcript.ts';

const rules = (min: number, max = min) => ({ min, max, spacingSeconds: 15, longestSeconds: 300 });

function lecture(parts: readonly LectureTopic[], language: string) {
  const { transcript, starts } = madeTranscript(
    parts.map(({ text }) => text),
    { language },
  );
  return { transcript, starts, seconds: transcript.words.at(-1)?.end ?? 0 };
}

describe.each([
  { name: 'English', parts: DATABASES, language: 'en' },
  { name: 'Russian', parts: PHYSICS_RUSSIAN, language: 'ru' },
])('a lecture in $name', ({ parts, language }) => {
  const { transcript, starts, seconds } = lecture(parts, language);

  test('its parts are found to a sentence, by words alone', async () => {
    const { topics } = await findTopics(transcript, rules(parts.length));
    const found = topics.map(({ start }) => start);
    expect(Math.max(...boundaryErrors(starts, found))).toBeLessThan(6);
    expect(windowDiff(starts, found, seconds)).toBeLessThan(0.2);
  });

  test('the number is right without being told exactly', async () => {
    const { topics } = await findTopics(transcript, rules(2, 9));
    expect(Math.abs(topics.length - parts.length)).toBeLessThanOrEqual(1);
  });

  test('titles have three to six words of the text, and differ', async () => {
    const { topics, themes } = await findTopics(transcript, rules(parts.length));
    const said = new Set(transcript.words.map(({ text }) => bare(text)));
    for (const { title } of topics) {
      const words = title.split(/[ ,]+/).filter(word => word !== 'and' && word !== 'и');
      expect(words.length).toBeGreaterThanOrEqual(3);
      expect(words.length).toBeLessThanOrEqual(6);
      expect(words.filter(word => !said.has(bare(word)))).toEqual([]);
      expect(title).toMatch(/^\p{Lu}/u);
    }
    expect(new Set(topics.map(({ title }) => title)).size).toBe(topics.length);
    for (const theme of themes) expect(theme.split(' ').length).toBeLessThanOrEqual(4);
    expect(themes.length).toBeGreaterThan(0);
  });

  test('the same text gives the same topics', async () => {
    const first = await findTopics(transcript, rules(3, 6));
    expect(await findTopics(structuredClone(transcript), rules(3, 6))).toEqual(first);
  });
});

const bare = (word: string) => word.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

test('titles name what only their part is about', async () => {
  const { transcript } = lecture(DATABASES, 'en');
  const { topics } = await findTopics(transcript, rules(5));
  const words = [/index/i, /transaction/i, /replica|leader|follower/i, /backup|snapshot/i, /plan/i];
  for (const [index, word] of words.entries()) expect(topics[index]?.title).toMatch(word);
});

test('words of one sentence repeated everywhere do not make a topic of each sentence', async () => {
  const { transcript } = madeTranscript(['The dog barks at the postman. '.repeat(40).trim()]);
  const { topics } = await findTopics(transcript, rules(1, 9));
  expect(topics).toHaveLength(1);
});

describe('where all sentences are the same', () => {
  const sentence = 'The red lorry stops.';
  const same = () => madeTranscript(Array.from({ length: 16 }, () => sentence)).transcript;
  const secondTopic = async (transcript: ReturnType<typeof same>) =>
    (await findTopics(transcript, rules(2))).topics[1]?.start;

  test('a long pause divides', async () => {
    const transcript = same();
    const segments = transcript.segments.map((segment, index) =>
      index < 9 ? segment : { ...segment, start: segment.start + 20, end: segment.end + 20 },
    );
    expect(await secondTopic({ ...transcript, segments })).toBe(segments[9]?.start);
  });

  test.each(['Let us now turn to it.', 'In the second part, the same.'])(
    '%j divides',
    async said => {
      const transcript = same();
      const segments = transcript.segments.map((segment, index) =>
        index === 11 ? { ...segment, text: said } : segment,
      );
      expect(await secondTopic({ ...transcript, segments })).toBe(segments[11]?.start);
    },
  );
});

test.each([
  { name: 'no words', texts: [], topics: [] },
  { name: 'only small words', texts: ['So this is it.'], topics: ['So this is it.'] },
])('$name', async ({ texts, topics }) => {
  const { transcript } = madeTranscript(texts);
  const found = await findTopics(transcript, rules(1));
  expect(found.topics.map(({ title }) => title)).toEqual(topics);
});

test('three hours, in no more than a test may take', async () => {
  const texts = Array.from({ length: 9 }, () => DATABASES.map(({ text }) => text)).flat();
  const { transcript } = madeTranscript(texts, { pauseSeconds: 3, secondsPerWord: 1.2 });
  const { topics } = await findTopics(transcript, topicRules('long', 3 * 3600));
  expect(topics.length).toBeGreaterThanOrEqual(18);
  expect(topics.length).toBeLessThanOrEqual(26);
});
