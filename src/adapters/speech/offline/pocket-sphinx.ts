import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { RecognizedClip, SpeechClip, SpeechEngine } from '../../../speech/ports.ts';
import { runEngine } from './run-engine.ts';
import { seededModel } from './sphinx-model.ts';
import { sphinxWords } from './sphinx-words.ts';

export type PocketSphinxOptions = {
  /** Programs by name or path. */
  decoder?: string;
  ffmpeg?: string;
  modelFolder?: string;
  /** Clips at the same time; one for each core unless told. */
  parallel?: number;
};

const MODEL_FOLDER = '/usr/share/pocketsphinx/model/en-us/en-us';

/** Measured in docs/speech.md: a weaker language model suits speech that was not read aloud. */
const TUNING = ['-lw', '5', '-maxhmmpf', '10000'];

/** The embedded engine: English, one core for each clip, no network, no cost. */
export function pocketSphinx(options: PocketSphinxOptions = {}): SpeechEngine {
  return {
    model: 'pocketsphinx-en-us',
    languages: ['en'],
    isPlain: true,
    parallel: options.parallel ?? availableParallelism(),
    price: { minorPerHour: 0, currency: 'USD' },
    transcribe: (clip, _request, signal) => transcribe(options, clip, signal),
  };
}

async function transcribe(
  {
    decoder = 'pocketsphinx_continuous',
    ffmpeg = 'ffmpeg',
    modelFolder = MODEL_FOLDER,
  }: PocketSphinxOptions,
  { path }: SpeechClip,
  signal: AbortSignal,
): Promise<RecognizedClip> {
  const made = {
    wav: `${path}.wav`,
    look: `${path}.look.wav`,
    log: `${path}.log`,
    model: `${path}.model`,
  };
  const decode = (args: string[]) => runEngine(decoder, args, signal);
  try {
    await runEngine(ffmpeg, wavArgs(path, made), signal);
    const { look: wav, log, model: folder } = made;
    const model = await seededModel({ wav, log, folder, modelFolder, decode });
    const args = ['-infile', made.wav, '-time', 'yes', '-logfn', '/dev/null', ...TUNING];
    const stdout = await decode(model ? [...args, '-hmm', model] : args);
    return { words: sphinxWords(stdout), language: 'en' };
  } finally {
    // Long recordings have many chunks, and the disk of a task is small.
    for (const file of Object.values(made)) await rm(file, { recursive: true, force: true });
  }
}

const PCM = ['-ac', '1', '-ar', '16000', '-c:a', 'pcm_s16le'];
/** Enough speech to know a channel by. */
const LOOK_SECONDS = '40';

/** The clip, with the silence that the decoder needs to finish the last word, and its beginning. */
const wavArgs = (source: string, { wav, look }: { wav: string; look: string }) => [
  ...['-nostdin', '-v', 'error', '-y', '-i', source],
  ...['-af', 'apad=pad_dur=0.5', ...PCM, wav],
  ...['-t', LOOK_SECONDS, ...PCM, look],
];
