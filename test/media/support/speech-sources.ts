import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Range } from '#src/documents/ranges.ts';
import { ffmpeg } from './clips.ts';
import { rmsOf, type Sound } from './noises.ts';

const RATE = 16_000;
const SPEECH_AMPLITUDE = 3277;
const TALK = resolve(import.meta.dirname, '../../../../shared/fixtures/talk-42s.mp4');

/** Speech whose silences are known by construction: there is nothing at all in them. */
export type SpeechSource = { samples: Sound; silences: Range[]; seconds: number };

const SENTENCES = [
  'good morning and welcome back to the course',
  'today we look at the second law of thermodynamics',
  'heat flows from the hot body to the cold one',
  'never the other way round by itself',
  'are there any questions so far',
  'please write this down',
  'what is left is entropy which never shrinks',
  'stop',
  'half of the class has passed the test',
  'now let us see what happens if we push',
];
/** People turn away and mumble. */
const VOLUMES = [1, 0.6, 1, 0.4, 1, 0.5, 0.8, 1, 0.35, 0.7];
const LECTURE_SILENCES = [3, 0.5, 2.6, 0.9, 4.2, 3.1, 0.35, 2.3, 5, 0.7, 2.5];
const VOICES = ['en-us+f5', 'en-gb+m3'];

/** Each sentence at -20 dBFS, as espeak-ng says it. */
export const sayAll = (folder: string) =>
  SENTENCES.map((text, index) => {
    const path = join(folder, `said-${index}.wav`);
    const voice = VOICES[index % VOICES.length] ?? '';
    execFileSync('espeak-ng', ['-v', voice, '-s', '150', '-g', '3', '-w', path, text]);
    const said = audible(decoded(path), 200);
    const gain = SPEECH_AMPLITUDE / rmsOf(said);
    return said.map(sample => sample * gain);
  });

export const lectureOf = (said: readonly Sound[]) =>
  withSilences(
    said.map((samples, index) => {
      const volume = VOLUMES[index] ?? 1;
      return audible(
        samples.map(sample => sample * volume),
        200 * volume,
      );
    }),
    LECTURE_SILENCES,
  );

/**
 * A person. Between these seconds of the recording a gate left nothing, so that what fades away
 * from a word belongs to it to the last step of 16 bits; the pauses are made longer.
 */
const PHRASES = [
  [0, 1],
  [1.1, 5.02],
  [5.02, 10.66],
  [10.66, 13.4],
  [13.55, 17.6],
  [39.5, 41],
] as const;
const PHRASE_VOLUMES = [1, 1, 0.5, 1, 0.7, 1];
const TALK_SILENCES = [2.5, 0.6, 3, 2.2, 4, 6, 2.5];
const FADED_AMPLITUDE = 40;

/** Undefined where the recording is not at hand. */
export function talk(): SpeechSource | undefined {
  if (!existsSync(TALK)) return undefined;
  const whole = decoded(TALK);
  const phrases = PHRASES.map(([from, to], index) =>
    audible(whole.slice(from * RATE, to * RATE), FADED_AMPLITUDE).map(
      sample => sample * (PHRASE_VOLUMES[index] ?? 1),
    ),
  );
  return withSilences(phrases, TALK_SILENCES);
}

function decoded(path: string): Sound {
  const raw = ffmpeg(['-i', path, '-ar', `${RATE}`, '-ac', '1', '-f', 's16le', '-']);
  return Float32Array.from({ length: raw.length / 2 }, (_, at) => raw.readInt16LE(at * 2));
}

function audible(samples: Sound, amplitude: number): Sound {
  const isHeard = (sample: number) => Math.abs(sample) > amplitude;
  return samples.slice(samples.findIndex(isHeard), samples.findLastIndex(isHeard) + 1);
}

function withSilences(spoken: readonly Sound[], seconds: readonly number[]): SpeechSource {
  const silences: Range[] = [];
  const samples: number[] = [];
  for (const [index, length] of seconds.entries()) {
    const start = samples.length / RATE;
    for (let at = 0; at < Math.round(length * RATE); at += 1) samples.push(0);
    silences.push({ start, end: samples.length / RATE });
    for (const sample of spoken[index] ?? []) samples.push(sample);
  }
  return { samples: Float32Array.from(samples), silences, seconds: samples.length / RATE };
}
