import { describe, expect, test } from 'vitest';
import { Topics } from '../../../src/documents/topics.contract.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import { CutAnswer, type ModelMessage, type TopicModel } from '../../../src/topics/ports.ts';
import { type TopicsDeps, topicsStage } from '../../../src/topics/topics-stage.ts';
import { DATABASES } from '../../support/lectures.ts';
import { madeTranscript, transcriptOf } from '../../support/made-transcript.ts';
import { runStage } from '../../support/stage-run.ts';

const { transcript, starts } = madeTranscript(DATABASES.map(({ text }) => text));

const clock = (seconds: number) =>
  `00:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
const answer = (topics: [string, number][], themes = ['Database systems']) =>
  JSON.stringify({
    themes,
    topics: topics.map(([title, start]) => ({ title, start: clock(start) })),
  });
const GOOD = answer(DATABASES.map(({ about }, index) => [about, starts[index] ?? 0]));

/** Answers in turn; an error among them is thrown. */
function modelOf(...answers: (string | Error)[]) {
  const asked: (readonly ModelMessage[])[] = [];
  const remote: TopicModel = {
    model: 'fake-model',
    ask: async messages => {
      asked.push([...messages]);
      const next = answers[asked.length - 1] ?? answers.at(-1);
      if (next instanceof Error) throw next;
      return next ?? '';
    },
  };
  return { remote, asked };
}

test('a cancel stops a long calculation', async () => {
  const text = DATABASES.map(part => part.text).join(' ');
  const { transcript: long } = madeTranscript(Array.from({ length: 60 }, () => text));
  const cancel = new AbortController();
  const run = runStage(topicsStage(), { files: { transcript: long }, signal: cancel.signal });
  const timer = setTimeout(() => cancel.abort(new StageError('cancelled')), 30);
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  clearTimeout(timer);
});

async function topicsOf(
  given: TopicsDeps & { config?: object; files?: Record<string, unknown> } = {},
) {
  const { files = { transcript }, config = {}, ...deps } = given;
  const run = await runStage(topicsStage(deps), { files, config: { topics: config } });
  return { ...run, topics: Topics.parse(JSON.parse(run.saved[0]?.text ?? '')) };
}
const OPENAI = { provider: 'openai' };

test('without a model the text alone gives the topics', async () => {
  const { topics, outcome } = await topicsOf();
  expect(topics).toMatchObject({
    provider: 'offline',
    language: 'en',
    granularity: 'long',
    breaks: [],
  });
  expect(topics.topics.map(({ start }) => Math.round(start))).toEqual([1, 60, 113, 170, 218]);
  expect(topics.topics.at(-1)?.end).toBe(transcript.words.at(-1)?.end);
  expect(outcome).toEqual({
    facts: { topics: 5, provider: 'offline', model: topics.model, granularity: 'long' },
  });
});

test('a break of the lecture is a topic', async () => {
  const words = transcript.words.map((word, index) =>
    index < 300 ? word : { ...word, start: word.start + 600, end: word.end + 600 },
  );
  const { topics } = await topicsOf({ files: { transcript: transcriptOf(words) } });
  expect(topics.breaks).toEqual([{ start: words[299]?.end, end: words[300]?.start }]);
  expect(topics.topics.find(({ title }) => title === 'Break')).toEqual({
    title: 'Break',
    ...topics.breaks[0],
  });
  expect(topics.topics.some(({ start }) => start === topics.breaks[0]?.end)).toBe(true);
});

test('nothing said: an empty list, a note, and no model is paid', async () => {
  const { remote, asked } = modelOf(GOOD);
  const { topics, outcome } = await topicsOf({ remote, files: { transcript: transcriptOf([]) } });
  expect(topics).toMatchObject({ topics: [], themes: [], breaks: [] });
  expect(outcome.note).toBe('There are no words to find topics in.');
  expect(asked).toEqual([]);
});

test('a clip of a few words is one topic', async () => {
  const short = madeTranscript(['Ask not what your country can do for you.']).transcript;
  const { topics } = await topicsOf({ files: { transcript: short } });
  expect(topics.topics).toHaveLength(1);
});

describe('a language model', () => {
  test('sees the transcript with its times, and its answer is used', async () => {
    const { remote, asked } = modelOf(GOOD);
    const { topics } = await topicsOf({ remote });
    expect(topics).toMatchObject({
      provider: 'openai',
      model: 'fake-model',
      themes: ['Database systems'],
    });
    expect(topics.topics.map(({ title }) => title)).toEqual(DATABASES.map(({ about }) => about));
    const [system, user] = asked[0] ?? [];
    expect(system?.content).toMatch(/JSON/);
    expect(user?.content).toContain('Title of the recording: A lecture');
    expect(user?.content).toContain('between 3 and 5 topics');
    expect(user?.content).toContain('[00:00:01] A database without an index');
  });

  test.each([
    { name: 'prose', first: 'Here are the topics!', reason: 'not JSON' },
    { name: 'no topics', first: answer([]), reason: 'topics' },
    {
      name: 'times as numbers',
      first: '{"themes":[],"topics":[{"title":"a","start":12}]}',
      reason: 'start',
    },
    {
      name: 'too many',
      first: answer([1, 40, 80, 120, 160, 200].map(at => [`t${at}`, at])),
      reason: '6 topics',
    },
    {
      name: 'invented times',
      first: answer([
        ['a', 0],
        ['b', 60],
        ['c', 120],
        ['d', 900],
      ]),
      reason: 'not in the transcript',
    },
  ])('$name: the reasons go back once, and the second answer counts', async ({ first, reason }) => {
    const { remote, asked } = modelOf(first, GOOD);
    const { topics } = await topicsOf({ remote, config: OPENAI });
    expect(topics.topics).toHaveLength(5);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.at(-2)).toEqual({ role: 'assistant', content: first });
    expect(asked[1]?.at(-1)?.content).toContain(reason);
  });

  test.each([
    { name: 'one wrong time', topics: [{ title: 'lost', start: 'later' }], themes: ['a b'] },
    { name: 'no themes', topics: [], themes: undefined },
  ])('$name, twice: the rest is used', async ({ topics: more, themes }) => {
    const good = JSON.parse(GOOD).topics;
    const spoilt = JSON.stringify({ themes, topics: [...good, ...more] });
    const { remote, asked } = modelOf(spoilt, spoilt);
    const { topics } = await topicsOf({ remote, config: OPENAI });
    expect(asked).toHaveLength(2);
    expect(topics.topics.map(({ title }) => title)).toEqual(DATABASES.map(({ about }) => about));
  });

  test('JSON in a code block is read', async () => {
    const { remote, asked } = modelOf(`Sure:\n\`\`\`json\n${GOOD}\n\`\`\``);
    await topicsOf({ remote, config: OPENAI });
    expect(asked).toHaveLength(1);
  });

  test('a wrong number that stays wrong is put right by the rules', async () => {
    const { remote } = modelOf(answer([['only one', 1]]));
    const { topics } = await topicsOf({ remote, config: OPENAI });
    expect(topics.topics.length).toBeGreaterThanOrEqual(3);
    expect(topics.topics[0]?.title).toBe('only one');
  });

  test('an answer that was cut is asked for in two halves', async () => {
    const { remote, asked } = modelOf(
      new CutAnswer(),
      answer([
        ['first', 1],
        ['second', 60],
      ]),
      answer([
        ['third', 170],
        ['fourth', 218],
      ]),
    );
    const { topics } = await topicsOf({ remote, config: OPENAI });
    expect(asked).toHaveLength(3);
    expect(topics.topics.map(({ title }) => title)).toEqual(['first', 'second', 'third', 'fourth']);
  });

  test('a long lecture is asked for in windows that lose no line', async () => {
    const long = madeTranscript(
      Array.from({ length: 12 }, () => DATABASES.map(({ text }) => text)).flat(),
    );
    const asked: string[] = [];
    const remote: TopicModel = {
      model: 'fake',
      ask: async ([, user]) => {
        const lines = (user?.content ?? '').split('\n').filter(line => line.startsWith('['));
        asked.push(...lines);
        const [, first] = /\[(.*?)\]/.exec(lines[0] ?? '') ?? [];
        return JSON.stringify({
          themes: ['a b'],
          topics: [{ title: `At ${first}`, start: first }],
        });
      },
    };
    const { topics } = await topicsOf({
      remote,
      config: OPENAI,
      files: { transcript: long.transcript },
    });
    expect([...new Set(asked)]).toHaveLength(long.transcript.segments.length);
    expect(topics.topics[0]?.title).toMatch(/^At 00:00:01/);
  });
});

describe('when the model fails', () => {
  const down = new StageError('provider_unavailable');
  test.each([
    { name: 'is down', answers: [down], code: 'provider_unavailable' },
    { name: 'refuses', answers: [new StageError('provider_rejected')], code: 'provider_rejected' },
    { name: 'talks nonsense twice', answers: ['no', 'no'], code: 'invalid_answer' },
  ])('$name: an order for it fails, automatic goes on without', async ({ answers, code }) => {
    await expect(
      topicsOf({ remote: modelOf(...answers).remote, config: OPENAI }),
    ).rejects.toMatchObject({ code });
    const { topics, outcome } = await topicsOf({ remote: modelOf(...answers).remote });
    expect(topics.provider).toBe('offline');
    expect(outcome.note).toContain(code);
  });

  test('an answer that never comes is not waited for until the function is stopped', async () => {
    const remote: TopicModel = {
      model: 'silent',
      ask: (_messages, _shape, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    };
    const timeoutSeconds = 0.05;
    await expect(topicsOf({ remote, timeoutSeconds, config: OPENAI })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    const { topics, outcome } = await topicsOf({ remote, timeoutSeconds });
    expect(topics.provider).toBe('offline');
    expect(outcome.note).toContain('provider_unavailable');
  });

  test('an order without a model fails', async () => {
    await expect(topicsOf({ config: OPENAI })).rejects.toMatchObject({ code: 'provider_rejected' });
  });

  test('offline never asks', async () => {
    const { remote, asked } = modelOf(GOOD);
    await topicsOf({ remote, config: { provider: 'offline' } });
    expect(asked).toEqual([]);
  });
});

test('without a transcript there is nothing to work on', async () => {
  await expect(topicsOf({ files: {} })).rejects.toMatchObject({ code: 'missing_input' });
});
