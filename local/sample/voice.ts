import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ffmpeg, runProgram } from './run-program.ts';

export const SPEECH_RATE = 16_000;

/** Speaks one sentence into 16 kHz mono samples. `folder` takes files on the way. */
export type Voice = {
  name: string;
  speak: (text: string, place: { folder: string; name: string }) => Promise<Int16Array>;
};

const RAW = ['-f', 's16le', '-ac', '1', '-ar', String(SPEECH_RATE), 'pipe:1'];

/**
 * Debian's ffmpeg has Flite built in. Its voice `rms` is understood far better by a recognizer that
 * learned from people than those of espeak-ng, which stand in where ffmpeg was built without Flite.
 */
export async function chooseVoice(): Promise<Voice> {
  const filters = await ffmpeg(['-filters']);
  return / flite /.test(filters.toString()) ? flite : espeak;
}

const flite: Voice = {
  name: 'flite rms',
  async speak(text, { folder, name }) {
    // From a file, so that no character of the text means anything to the filter.
    const file = join(folder, `${name}.txt`);
    await writeFile(file, text);
    const source = `flite=textfile=${file}:voice=rms`;
    return samplesOf(await ffmpeg(['-f', 'lavfi', '-i', source, ...RAW]));
  },
};

/** Exported for its test: where Flite is there, nothing else calls it. */
export const espeak: Voice = {
  name: 'espeak-ng en-us+f5',
  async speak(text, { folder, name }) {
    const file = join(folder, `${name}.wav`);
    await runProgram('espeak-ng', ['-v', 'en-us+f5', '-s', '150', '-g', '3', '-w', file, text]);
    return samplesOf(await ffmpeg(['-i', file, ...RAW]));
  },
};

/** A copy, since a view of 16 bits needs an even address. */
const samplesOf = (bytes: Buffer) => new Int16Array(Uint8Array.from(bytes).buffer);
