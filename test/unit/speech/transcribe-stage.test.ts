import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Transcript } from '../../../src/documents/transcript.contract.ts';
import { encodeLevels } from '../../../src/media/sound/level-curve.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';
import { NO_SPEECH, NOT_UNDERSTOOD } from '../../../src/speech/finish-transcript.ts';
import type { SpeechClip, SpeechEngine } from '../../../src/speech/ports.ts';
import { transcribeStage } from '../../../src/speech/transcribe-stage.ts';
import { runStage } from '../../support/stage-run.ts';

const SIDECAR = '1\n00:00:01,000 --> 00:00:02,000\nfrom the file\n';
const SPEECH = {
  version: 1,
  sample_rate: 16000,
  chunks: [
    { name: '0001.flac', start: 5, end: 15 },
    { name: '0002.flac', start: 30, end: 40 },
  ],
};
const AUDIO = { speech: SPEECH, 'speech_audio:0001.flac': '', 'speech_audio:0002.flac': '' };

const engine = (changes: Partial<SpeechEngine> = {}): SpeechEngine => ({
  model: 'fake',
  parallel: 2,
  price: { minorPerHour: 36, currency: 'EUR' },
  transcribe: async ({ name }) => ({ words: [{ text: name, start: 1, end: 2 }], language: 'fr' }),
  ...changes,
});
const never = engine({ transcribe: () => Promise.reject(new Error('must not be asked')) });

async function transcribe(
  deps: { offline?: SpeechEngine; openai?: SpeechEngine },
  given: Parameters<typeof runStage>[1],
) {
  const run = await runStage(transcribeStage({ offline: never, ...deps }), given);
  return { ...run, transcript: Transcript.parse(JSON.parse(run.saved[0]?.text ?? '')) };
}
const configured = (transcription: object) => ({ config: { transcription } });

test('the sidecar goes first and costs nothing', async () => {
  const files = { ...AUDIO, sidecar: SIDECAR };
  const { transcript } = await transcribe({ openai: never }, { files });
  expect(transcript).toMatchObject({
    provider: 'imported',
    language: 'en',
    cost: { amount_minor: 0 },
  });
  expect(transcript.words.map(({ text }) => text)).toEqual(['from', 'the', 'file']);
});

test('a sidecar beyond the limit is not even read', async () => {
  const stage = transcribeStage({ offline: never });
  const run = runStage(
    work =>
      stage({
        ...work,
        artifacts: work.artifacts.map(artifact => ({ ...artifact, size_bytes: 4e9 })),
        readBytes: () => Promise.reject(new Error('must not be read')),
      }),
    { files: { sidecar: SIDECAR } },
  );
  await expect(run).rejects.toMatchObject({ code: 'sidecar_too_large' });
});

test('what was odd in a sidecar is told', async () => {
  const sidecar = `${SIDECAR}\n2\n00:00:0x --> 00:00:05\nlost\n`;
  const { outcome } = await transcribe({}, { files: { sidecar } });
  expect(outcome).toMatchObject({ note: 'One subtitle was left out: no times that can be read.' });
});

test('a sidecar that changed after the upload is refused by its hash', async () => {
  const files = { ...AUDIO, sidecar: SIDECAR };
  const of = (text: string) => ({
    sidecar: createHash('sha256').update(text).digest('hex'),
  });
  const { transcript } = await transcribe({}, { files, hashes: of(SIDECAR) });
  expect(transcript.provider).toBe('imported');
  const changed = transcribe({}, { files, hashes: of('another one') });
  await expect(changed).rejects.toMatchObject({ code: 'checksum_mismatch' });
});

test('a sidecar is cut at the end of the recording', async () => {
  const probe = {
    version: 1,
    format: 'wav',
    duration_seconds: 1.5,
    size_bytes: 1,
    video: null,
    audio: null,
    loudness_lufs: null,
    noise_floor_dbfs: null,
    sound_share: 0,
  };
  const { transcript } = await transcribe({}, { files: { sidecar: SIDECAR, probe } });
  expect(transcript.words.at(-1)?.end).toBe(1.5);
});

test('the provider hears all chunks, and its words are placed, counted and paid', async () => {
  const { transcript, outcome, progress } = await transcribe(
    { openai: engine() },
    { files: AUDIO },
  );
  expect(transcript).toMatchObject({
    provider: 'openai',
    language: 'fr',
    words: [
      { text: '0001.flac', start: 6, end: 7 },
      { text: '0002.flac', start: 31, end: 32 },
    ],
    cost: { audio_seconds: 20, amount_minor: 1, currency: 'EUR' },
  });
  expect(outcome).toEqual({
    facts: {
      provider: 'openai',
      model: 'fake',
      language: 'fr',
      words: 2,
      audio_seconds: 20,
      cost_minor: 1,
      currency: 'EUR',
    },
  });
  expect(progress).toEqual([50, 100, 100]);
});

test('cents are rounded up, but not by the last digit of a float', async () => {
  const chunks = [{ name: '0001.flac', start: 0, end: 3960 }];
  const files = { ...AUDIO, speech: { ...SPEECH, chunks } };
  const price = { minorPerHour: 100, currency: 'USD' };
  const { transcript } = await transcribe({ openai: engine({ price }) }, { files });
  expect(transcript.cost.amount_minor).toBe(110);
});

test('the language is that of most words, not of the first or of most chunks', async () => {
  const recognized: Record<string, { language: string; count: number }> = {
    a: { language: 'la', count: 2 },
    b: { language: 'it', count: 7 },
    c: { language: 'la', count: 3 },
  };
  const chunks = Object.keys(recognized).map((name, index) => ({
    name,
    start: index * 10,
    end: index * 10 + 10,
  }));
  const openai = engine({
    transcribe: async ({ name }) => ({
      language: recognized[name]?.language,
      words: Array.from({ length: recognized[name]?.count ?? 0 }, (_, at) => ({
        text: name,
        start: at,
        end: at + 0.5,
      })),
    }),
  });
  const audio = Object.fromEntries(chunks.map(({ name }) => [`speech_audio:${name}`, '']));
  const files = { speech: { ...SPEECH, chunks }, ...audio };
  expect((await transcribe({ openai }, { files })).transcript.language).toBe('it');
});

test('the engine is told language and prompt, and gets its clip', async () => {
  const asked: unknown[] = [];
  const openai = engine({
    transcribe: async (clip: SpeechClip, request) => {
      asked.push([clip, request]);
      return { words: [] };
    },
  });
  await transcribe(
    { openai },
    { files: AUDIO, ...configured({ language: 'de', prompt: 'Rhein' }) },
  );
  expect(asked[0]).toEqual([
    { path: '/scratch/0001.flac', name: '0001.flac', durationSeconds: 10 },
    { language: 'de', prompt: 'Rhein' },
  ]);
});

test('the engine learns where its clip has sound, from the levels and not from the chunks', async () => {
  const sounds: unknown[] = [];
  const openai = engine({
    transcribe: async ({ sound }) => {
      sounds.push(sound);
      return { words: [] };
    },
  });
  const levels = new Float32Array(4000).fill(-80).fill(-20, 600, 800).fill(-20, 1400, 3200);
  const encoded = encodeLevels(levels);
  await transcribe({ openai }, { files: { ...AUDIO, levels: encoded } });
  expect(sounds).toEqual([[near(1, 3), near(9, 10)], [near(0, 2)]]);
  // Without levels, or with none that tell sound from silence, nothing is said about it.
  await transcribe({ openai }, { files: AUDIO });
  await transcribe({ openai }, { files: { ...AUDIO, levels: encodeLevels(levels.fill(-80)) } });
  expect(sounds.slice(2)).toEqual([undefined, undefined, undefined, undefined]);
});

const near = (start: number, end: number) => ({
  start: expect.closeTo(start, 1),
  end: expect.closeTo(end, 1),
});

test('no more chunks at the same time than the engine takes', async () => {
  const chunks = Array.from({ length: 7 }, (_, index) => ({
    name: `${index}`,
    start: index,
    end: index + 1,
  }));
  const audio = Object.fromEntries(chunks.map(({ name }) => [`speech_audio:${name}`, '']));
  let [now, most] = [0, 0];
  const openai = engine({
    parallel: 3,
    transcribe: async () => {
      most = Math.max(most, ++now);
      await new Promise(resolve => setTimeout(resolve, 2));
      now--;
      return { words: [] };
    },
  });
  await transcribe({ openai }, { files: { speech: { ...SPEECH, chunks }, ...audio } });
  expect(most).toBe(3);
});

describe('an engine that says how sure it is', () => {
  const sure = (confidence: number, leastConfidence: number | undefined = 0.6) =>
    engine({
      ...(leastConfidence !== undefined && { leastConfidence }),
      transcribe: async () => ({
        words: [{ text: 'mumble', start: 1, end: 2, confidence }],
        language: 'lv',
        languageProbability: 0.3,
      }),
    });

  test('gets its words published, with language and confidence', async () => {
    const { transcript, outcome } = await transcribe({ offline: sure(0.7) }, { files: AUDIO });
    const said = { language: 'lv', language_probability: 0.3, confidence: 0.7 };
    expect(transcript).toMatchObject({ ...said, words: [{}, {}] });
    expect(outcome.facts).toMatchObject(said);
    expect(outcome.note).toBeUndefined();
  });

  test('has words below its floor left out, and the note names the choices', async () => {
    const { transcript, outcome } = await transcribe({ offline: sure(0.5) }, { files: AUDIO });
    expect(transcript).toMatchObject({ words: [], segments: [], language: 'und', confidence: 0.5 });
    expect(transcript).not.toHaveProperty('language_probability');
    expect(outcome.note).toMatch(/language.*provider.*subtitles/);
  });

  test('is believed where it has no floor', async () => {
    const openai = { ...sure(0.1), leastConfidence: undefined };
    const { transcript } = await transcribe({ openai: engine(omitted(openai)) }, { files: AUDIO });
    expect(transcript.words).toHaveLength(2);
  });

  const omitted = ({ leastConfidence: _, ...rest }: Partial<SpeechEngine>) => rest;
});

describe('an engine that can tell a language before it writes', () => {
  const clips: string[][] = [];
  const requests: unknown[] = [];
  const offline = engine({
    detectLanguage: async found => {
      clips.push(found.map(({ name }) => name));
      return { language: 'ru', probability: 0.8 };
    },
    transcribe: async ({ name }, request) => {
      requests.push(request);
      return { words: [{ text: name, start: 1, end: 2 }], language: 'ru' };
    },
  });

  test('hears the first minutes first, and is told what they are in', async () => {
    const chunks = Array.from({ length: 9 }, (_, index) => ({
      name: `${index}`,
      start: index * 60,
      end: index * 60 + 50,
    }));
    const audio = Object.fromEntries(chunks.map(({ name }) => [`speech_audio:${name}`, '']));
    const files = { speech: { ...SPEECH, chunks }, ...audio };
    const { transcript } = await transcribe({ offline }, { files });
    expect(clips).toEqual([['0', '1', '2', '3']]);
    expect(requests[8]).toEqual({ language: 'auto', prompt: '', likelyLanguage: 'ru' });
    expect(transcript).toMatchObject({ language: 'ru', language_probability: 0.8 });
  });

  test('is not asked where the language is given', async () => {
    clips.length = 0;
    await transcribe({ offline }, { files: AUDIO, ...configured({ language: 'ru' }) });
    expect(clips).toEqual([]);
  });
});

test('an engine that joins gets chunks as one clip, and its words go back to their places', async () => {
  const joined: unknown[] = [];
  const heard: SpeechClip[] = [];
  const offline = engine({
    joins: {
      seconds: 25,
      join: async ({ parts, target }) => {
        joined.push([parts.map(({ path, seconds }) => [path, seconds]), target]);
      },
    },
    transcribe: async clip => {
      heard.push(clip);
      const words = [1, 9, 11.5].map(start => ({ text: `at ${start}`, start, end: start + 0.5 }));
      return { words };
    },
  });
  const { transcript, progress } = await transcribe({ offline }, { files: AUDIO });
  const parts = [
    ['/scratch/0001.flac', 10.5],
    ['/scratch/0002.flac', 10],
  ];
  expect(joined).toEqual([[parts, '/scratch/joined-0001.flac']]);
  expect(heard).toMatchObject([{ path: '/scratch/joined-0001.flac', durationSeconds: 20.5 }]);
  expect(transcript.words.map(({ start }) => start)).toEqual([6, 14, 31]);
  expect(progress).toEqual([100, 100]);
});

test('an engine that keeps something running is closed, whatever happens', async () => {
  let closed = 0;
  const close = async () => {
    closed++;
  };
  await transcribe({ offline: engine({ close }) }, { files: AUDIO });
  const failing = engine({ close, transcribe: () => Promise.reject(new StageError('lost')) });
  await expect(transcribe({ offline: failing }, { files: AUDIO })).rejects.toThrow();
  expect(closed).toBe(2);
});

test('words that reach into silence are pulled to their sound', async () => {
  const openai = engine({
    transcribe: async () => ({ words: [{ text: 'late', start: 0, end: 4 }] }),
  });
  const levels = new Float32Array(4000).fill(-80).fill(-20, 800, 860).fill(-20, 3000, 3100);
  const files = { ...AUDIO, levels: encodeLevels(levels) };
  const { transcript } = await transcribe({ openai }, { files });
  expect(transcript.words[0]?.start).toBeGreaterThan(7.8);
});

test('a recording without audible sound has an empty transcript and a note', async () => {
  const files = { speech: { ...SPEECH, chunks: [] } };
  const { transcript, outcome } = await transcribe({}, { files });
  expect(transcript).toMatchObject({ words: [], segments: [], language: 'und' });
  expect(outcome.note).toBe(NO_SPEECH);
});

test.each([
  { name: 'speech was heard in one clip', heard: ['0002.flac'], note: NOT_UNDERSTOOD },
  { name: 'none was heard', heard: [], note: NO_SPEECH },
])('where no words are left and $name, the note is: $note', async ({ heard, note }) => {
  const openai = engine({
    transcribe: async ({ name }) => ({
      words: [],
      language: 'lv',
      hasSpeech: heard.includes(name),
    }),
  });
  const { transcript, outcome } = await transcribe({ openai }, { files: AUDIO });
  expect(outcome.note).toBe(note);
  // Of a language without a word nobody knows anything.
  expect(transcript).toMatchObject({ words: [], language: 'und' });
  expect(transcript.not_understood).toBe(note === NOT_UNDERSTOOD ? true : undefined);
});

describe('failures', () => {
  const files = AUDIO;
  const failing = engine({
    transcribe: () => Promise.reject(new StageError('provider_unavailable')),
  });
  test.each([
    {
      name: 'bad sidecar',
      deps: {},
      given: { files: { ...files, sidecar: 'no times' } },
      code: 'bad_sidecar',
    },
    {
      name: 'no sidecar to import',
      deps: {},
      given: { files, ...configured({ provider: 'imported' }) },
      code: 'bad_sidecar',
    },
    {
      name: 'no provider set up',
      deps: {},
      given: { files, ...configured({ provider: 'openai' }) },
      code: 'provider_rejected',
    },
    {
      name: 'language offline',
      deps: { offline: engine({ languages: ['en'] }) },
      given: { files, ...configured({ language: 'ru' }) },
      code: 'language_unsupported',
    },
    { name: 'no speech document', deps: {}, given: {}, code: 'missing_input' },
    {
      name: 'a chunk is gone',
      deps: { offline: engine() },
      given: { files: { speech: SPEECH } },
      code: 'missing_input',
    },
    {
      name: 'provider down',
      deps: { openai: failing },
      given: { files },
      code: 'provider_unavailable',
    },
  ])('$name: $code', async ({ deps, given, code }) => {
    await expect(transcribe(deps, given)).rejects.toMatchObject({ code });
  });

  test('one failed chunk stops the others', async () => {
    const signals: AbortSignal[] = [];
    const openai = engine({
      transcribe: ({ name }, _request, signal) => {
        signals.push(signal);
        return name === '0002.flac'
          ? Promise.reject(new StageError('provider_rejected'))
          : new Promise((_, reject) =>
              signal.addEventListener('abort', () => reject(signal.reason)),
            );
      },
    });
    await expect(transcribe({ openai }, { files })).rejects.toMatchObject({
      code: 'provider_rejected',
    });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  test('a cancelled run stops the engine', async () => {
    const cancel = new AbortController();
    const offline = engine({
      transcribe: (_clip, _request, signal) => {
        cancel.abort(new StageError('cancelled'));
        return Promise.reject(signal.reason);
      },
    });
    await expect(transcribe({ offline }, { files, signal: cancel.signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
