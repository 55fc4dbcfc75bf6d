import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fasterWhisper } from '#src/adapters/speech/offline/faster-whisper.ts';
import { Transcript } from '#src/documents/transcript.contract.ts';
import { NOT_UNDERSTOOD } from '#src/speech/finish-transcript.ts';
import { transcribeStage } from '#src/speech/transcribe-stage.ts';
import { wordErrorRate } from '../../../local/sample/word-error-rate.ts';
import { textOf } from '../../support/spoken.ts';
import { ffmpeg, lavfi } from '../support/clips.ts';
import { analyzed, testFolder } from '../support/engine.ts';

const folder = testFolder();
const fixtures = resolve(import.meta.dirname, '../../../../shared/fixtures');

/** A file as the whole chain gives its words: chunks, engine, guards, floor. */
async function transcribed(path: string, transcription = {}) {
  const { recording } = await analyzed(folder, path);
  const work = recording.work({ config: { transcription } });
  const { note } = await transcribeStage({ offline: fasterWhisper() })(work);
  return { note, ...Transcript.parse(recording.json('transcript')) };
}

const KNOWN = [
  {
    file: 'jfk-11s.flac',
    said: 'and so my fellow americans ask not what your country can do for you ask what you can do for your country',
    rate: 0.05,
  },
  {
    file: 'talk-42s.mp4',
    said: 'hello this is an example video for your convenience and pleasure you are allowed to use this voice for any purpose including commercial uses on the bottom right you can see the time when the time reaches 40 seconds i will say banana banana',
    rate: 0.05,
  },
];

test.for(KNOWN)('hears $file, in English, with sentences and times', async (known, { skip }) => {
  const path = join(fixtures, known.file);
  if (!existsSync(path)) skip('the recording is not at hand');
  const { words, segments, language, language_probability, confidence } = await transcribed(path);
  expect(wordErrorRate(known.said, textOf(words))).toBeLessThan(known.rate);
  expect(language).toBe('en');
  expect(language_probability).toBeGreaterThan(0.8);
  expect(confidence).toBeGreaterThan(0.8);
  expect(segments[0]?.text).toMatch(/^[A-Z]/);
  expect(segments.at(-1)?.text).toMatch(/\.$/);
  for (const [index, { start, end }] of words.entries()) {
    expect(start).toBeGreaterThanOrEqual((words[index - 1]?.end ?? 0) - 0.001);
    expect(end).toBeGreaterThan(start);
  }
  // It is silent from 18 s on, but for one word: said where it sounds, not somewhere before.
  const banana = words.at(-1);
  if (known.file === 'talk-42s.mp4') expect(banana?.start).toBeGreaterThan(39);
});

test('Spanish comes out in Spanish, though a synthetic voice costs words', async () => {
  const said =
    'Buenos días, estimados colegas. Hoy vamos a hablar de los ríos. El río lleva las piedras desde las montañas hasta el mar.';
  const path = spoken('es', said);
  const { words, language } = await transcribed(path);
  expect(language).toBe('es');
  expect(wordErrorRate(said, textOf(words))).toBeLessThan(0.35);
});

test('speech that it cannot make out is published without words, never in another language', async ({
  skip,
}) => {
  const path = join(fixtures, 'cases', 'ru-lecture.mp4');
  if (!existsSync(path)) skip('the recording is not at hand');
  const asked = await transcribed(path, {});
  expect(asked).toMatchObject({ words: [], note: NOT_UNDERSTOOD });
  expect(asked.confidence).toBeLessThan(0.65);
  // Asked for English it makes loops, which are dropped before anybody looks how sure it was.
  const named = await transcribed(path, { language: 'en' });
  expect(named).toMatchObject({ words: [], note: NOT_UNDERSTOOD, not_understood: true });
  const reference = readFileSync(join(fixtures, 'cases', 'ru-lecture.srt'), 'utf8');
  expect(reference).toContain('Сегодня мы поговорим о реках');
});

test('silence and noise have no words', async () => {
  const quiet = join(folder, 'quiet.flac');
  const noise = 'anoisesrc=d=6:a=0.05:seed=1,volume=enable=between(t\\,2\\,4):volume=0.1';
  ffmpeg([...lavfi(noise), '-ac', '1', '-ar', '16000', quiet]);
  const engine = fasterWhisper();
  const signal = new AbortController().signal;
  const clip = { path: quiet, name: 'quiet.flac', durationSeconds: 6 };
  try {
    expect(await engine.detectLanguage?.([clip], signal)).toBeUndefined();
    const heard = await engine.transcribe(clip, { language: 'auto', prompt: '' }, signal);
    expect(heard).toEqual({ words: [], language: undefined, hasSpeech: false });
    // The same process says what is wrong with a clip, and goes on.
    const broken = { ...clip, path: join(fixtures, 'README.md') };
    const asked = engine.transcribe(broken, { language: 'en', prompt: '' }, signal);
    await expect(asked).rejects.toMatchObject({
      code: 'engine_failed',
      detail: expect.stringMatching(/faster-whisper: \w*Error/),
    });
    expect((await engine.transcribe(clip, { language: 'jv', prompt: 'x' }, signal)).words).toEqual(
      [],
    );
  } finally {
    await engine.close?.();
  }
});

describe('a model folder', () => {
  test('that is not there says so', async () => {
    const engine = fasterWhisper({ modelFolder: join(folder, 'no-model') });
    const clip = { path: 'x', name: 'x', durationSeconds: 1 };
    const request = { language: 'en', prompt: '' };
    await expect(
      engine.transcribe(clip, request, new AbortController().signal),
    ).rejects.toMatchObject({ code: 'engine_failed', detail: expect.stringContaining('no-model') });
    expect(engine.model).toBe('no-model');
  });
});

function spoken(voice: string, text: string) {
  const path = join(folder, `${voice}.wav`);
  execFileSync('espeak-ng', ['-v', voice, '-s', '140', '-w', path, text]);
  return path;
}
