import { beforeEach, describe, expect, test } from 'vitest';
import { encodeLevels } from '../../../../src/media/sound/level-curve.ts';
import { StageError } from '../../../../src/pipeline/stages/stage-error.ts';
import type { JobState } from '../../../../src/speech/batch/ports.ts';
import { NO_SPEECH, NOT_UNDERSTOOD } from '../../../../src/speech/finish-transcript.ts';
import { AUDIO, completed, transcriptOf, worldOfJobs } from './batch-world.ts';

const HOUR = 3600;

let it: ReturnType<typeof worldOfJobs>;
beforeEach(() => {
  it = worldOfJobs();
});
function complete(...jobs: string[]) {
  for (const job of jobs) it.states.set(job, completed());
}
test('submits in the container, asks in the function, and makes the transcript of all answers', async () => {
  const first = await it.run('container');
  expect(first.outcome).toEqual({ unfinished: { waitSeconds: 10 } });
  expect(first.progress).toEqual([10, 20]);
  expect(it.submitted).toEqual(['0001.flac', '0002.flac']);
  expect(it.requests[0]).toEqual({ language: 'ru', prompt: 'Ландау' });
  expect(it.joined[0]).toEqual([
    { path: '/scratch/0001.flac', seconds: 10.5 },
    { path: '/scratch/0002.flac', seconds: 10 },
  ]);

  it.now += 30_000;
  complete('job-1');
  const second = await it.run('function');
  expect(second.outcome).toEqual({ unfinished: { waitSeconds: 10 } });
  expect(second.saved).toEqual([]);
  expect(second.progress[0]).toBeGreaterThan(60);

  it.now += 600_000;
  expect((await it.run('function')).outcome).toEqual({ unfinished: { waitSeconds: 210 } });
  complete('job-2');
  const last = await it.run('function');
  expect(transcriptOf(last)).toMatchObject({
    provider: 'fireworks-batch',
    model: 'whisper-v3-turbo',
    language: 'ru',
    words: [
      { text: 'One', start: 6 },
      { text: 'two.', start: 7 },
      { text: 'Three', start: 31 },
      { text: 'four.', start: 32 },
      // The second file has one chunk: what its answer has after its end was never said.
      { text: 'One', start: 61 },
      { text: 'two.', start: 62 },
    ],
    cost: { audio_seconds: 30, amount_minor: 3, currency: 'USD' },
  });
  expect(last.outcome.facts).toMatchObject({ provider: 'fireworks-batch', words: 6 });
  // The first job was asked for once: its answer was kept.
  expect(it.asked).toEqual(['acct/job-1', 'acct/job-2', 'acct/job-2', 'acct/job-2']);
});

test('the next look is when the first of the jobs may be looked at, as the provider says', async () => {
  await it.run('container');
  const slow: JobState = { status: 'processing', waitSeconds: 90 };
  it.states.set('job-1', slow);
  expect((await it.run('function')).outcome).toEqual({ unfinished: { waitSeconds: 10 } });
  it.states.set('job-2', slow);
  expect((await it.run('function')).outcome).toEqual({ unfinished: { waitSeconds: 90 } });
});

test('no sound: nothing is submitted, the transcript is empty', async () => {
  const files = { speech: { ...AUDIO.speech, chunks: [] } };
  const { outcome, saved } = await it.run('container', { files });
  expect(outcome.note).toBe(NO_SPEECH);
  expect(saved).toHaveLength(1);
  expect(it.submitted).toEqual([]);
});

test.each([
  { name: 'only credits', text: 'Thanks for watching.', note: NOT_UNDERSTOOD },
  { name: 'nothing', text: '', note: NO_SPEECH },
])('of answers with $name no words are left, and the note says why', async ({ text, note }) => {
  await it.run('container');
  const segments = text ? [{ text, start: 1, end: 3 }] : [];
  for (const job of ['job-1', 'job-2']) {
    it.states.set(job, completed(JSON.stringify({ text, language: 'en', segments })));
  }
  const last = await it.run('function');
  expect(transcriptOf(last)).toMatchObject({ words: [], language: 'ru' });
  expect(last.outcome.note).toBe(note);
});

test.each([
  { name: 'equal', words: ['One', 'two', 'Three'].map(word => ({ word, start: 0, end: 0 })) },
  { name: 'missing', words: undefined },
])('$name times of words give way to where the aligner saw their lines', async ({ words }) => {
  const line = (text: string, audio_start: number, audio_end: number) => ({
    ...{ text, start: 4, end: 4 },
    ...{ audio_start, audio_end },
  });
  const segments = [line('One two.', 1, 3), line('Three.', 11.5, 12.5)];
  await it.run('container');
  it.states.set('job-1', completed(JSON.stringify({ text: 'x', language: 'ru', segments, words })));
  it.states.set('job-2', completed('{"text":""}'));
  const { words: placed } = transcriptOf(await it.run('function'));
  expect(placed.map(({ text, start, end }) => [text, start, end])).toEqual([
    ['One', 6, 6.889],
    ['two.', 6.889, 8],
    ['Three.', 31, 32],
  ]);
});

test('lines in silence are dropped, by the original’s levels', async () => {
  const levels = new Float32Array(7200).fill(-80).fill(-20, 500, 900).fill(-20, 6000, 6900);
  const files = { levels: encodeLevels(levels) };
  await it.run('container', { files });
  complete('job-1', 'job-2');
  const { words } = transcriptOf(await it.run('function', { files }));
  expect(words.map(({ text }) => text).join(' ')).toBe('One two. One two.');
});

describe('a crash', () => {
  const diesAt = (name: string) => {
    const { put } = it.interim;
    it.interim.put = async (file, content) => {
      if (file === name) {
        it.interim.put = put;
        throw new Error('power cut');
      }
      await put(file, content);
    };
  };

  test('between a submit and its note repeats that one alone', async () => {
    diesAt('0002.job.json');
    await expect(it.run('container')).rejects.toThrow('power cut');
    await it.run('container');
    expect(it.submitted).toEqual(['0001.flac', '0002.flac', '0002.flac']);
    complete('job-1', 'job-3');
    expect(transcriptOf(await it.run('function')).words).toHaveLength(6);
  });

  test('after all submits repeats none, and joins nothing again', async () => {
    await it.run('container');
    const joined = it.joined.length;
    expect((await it.run('container')).outcome).toEqual({ unfinished: { waitSeconds: 10 } });
    expect(it.submitted).toHaveLength(2);
    expect(it.joined).toHaveLength(joined);
  });

  test('before an answer is kept asks for it again', async () => {
    await it.run('container');
    complete('job-1', 'job-2');
    diesAt('0002.answer.json');
    await expect(it.run('function')).rejects.toThrow('power cut');
    expect(transcriptOf(await it.run('function')).words).toHaveLength(6);
    expect(it.asked).toEqual(['acct/job-1', 'acct/job-2', 'acct/job-2']);
  });

  test('between answers and commit asks nobody, and makes the same', async () => {
    await it.run('container');
    complete('job-1', 'job-2');
    const once = transcriptOf(await it.run('function'));
    const asked = it.asked.length;
    expect(transcriptOf(await it.run('function'))).toEqual(once);
    expect(it.asked).toHaveLength(asked);
    expect(it.submitted).toHaveLength(2);
  });

  test('between a failure and its repair submits again once', async () => {
    await it.run('container');
    it.states.set('job-1', completed('not json', 'text/srt'));
    it.refuse = new StageError('provider_unavailable');
    await expect(it.run('function')).rejects.toMatchObject({ code: 'provider_unavailable' });
    it.refuse = undefined;
    await it.run('function');
    expect(it.submitted).toEqual(['0001.flac', '0002.flac', '0001.flac']);
    expect(it.asked).toEqual(['acct/job-1', 'acct/job-2']);
    complete('job-2', 'job-3');
    expect(transcriptOf(await it.run('function')).words).toHaveLength(6);
  });
});

describe('jobs that come to nothing', () => {
  const UNUSABLE = {
    subtitles: completed('1\n', 'text/srt'),
    'an error': completed('{"error":{"message":"worker died"}}'),
    'no such job': { status: 'gone', reason: '404' },
  } as const;

  test.each(Object.entries(UNUSABLE))('%s: once again, then it fails', async (_name, state) => {
    await it.run('container');
    it.states.set('job-1', state);
    expect((await it.run('function')).outcome).toEqual({ unfinished: { waitSeconds: 10 } });
    expect(it.submitted).toEqual(['0001.flac', '0002.flac', '0001.flac']);
    // The function's folder is everybody's: its files have names of their own and do not stay.
    expect(it.removed.at(-1)).toBe('/scratch/rec_test-0001.flac');
    it.states.set('job-3', state);
    await expect(it.run('function')).rejects.toMatchObject({
      code: 'invalid_answer',
      detail: expect.stringContaining('job-3'),
    });
  });

  test.each([
    { name: 'a bad file', body: '{"error":{"type":"invalid_request_error"}}' },
    { name: 'no times', body: '{"text":"Hello."}' },
  ])('$name: it fails at once, and a retry starts anew', async ({ body }) => {
    await it.run('container');
    it.states.set('job-2', completed(body));
    complete('job-1');
    await expect(it.run('function')).rejects.toMatchObject({ code: 'provider_rejected' });
    await it.run('container');
    expect(it.submitted).toEqual(['0001.flac', '0002.flac', '0002.flac']);
    complete('job-3');
    expect(transcriptOf(await it.run('function')).words).toHaveLength(6);
  });

  test('none after a day: it fails, is not tried by itself, and a retry starts anew', async () => {
    await it.run('container');
    it.now += (24 * HOUR - 1) * 1000;
    complete('job-1');
    expect((await it.run('function')).outcome).toEqual({ unfinished: { waitSeconds: 300 } });
    it.now += 1000;
    const late = it.run('function');
    await expect(late).rejects.toMatchObject({ code: 'provider_slow', transient: false });
    await it.run('container');
    expect(it.submitted).toEqual(['0001.flac', '0002.flac', '0002.flac']);
  });

  test('an answer that is there after a day is taken', async () => {
    await it.run('container');
    it.now += 30 * HOUR * 1000;
    complete('job-1', 'job-2');
    expect(transcriptOf(await it.run('function')).words).toHaveLength(6);
  });

  test('a chunk that is gone', async () => {
    const files = {
      'speech_audio:0004.flac': '',
      speech: { ...AUDIO.speech, chunks: [{ name: '0009.flac', start: 1, end: 2 }] },
    };
    await expect(it.run('container', { files })).rejects.toMatchObject({ code: 'missing_input' });
  });
});
