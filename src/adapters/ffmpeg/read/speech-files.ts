import pLimit from 'p-limit';
import type { Range } from '../../../documents/ranges.ts';
import { SPEECH_RATE } from '../../../media/sound/pcm.ts';
import type { SpeechPorts } from '../../../media/sound/ports.ts';
import { shortLimits } from '../engine-limits.ts';
import { QUIET } from '../input-args.ts';
import { runEngine } from '../run-engine.ts';

/** Chunks that one process encodes: few enough for its files and threads, many enough to be cheap. */
const PER_PROCESS = 24;

type File = { chunk: Range; path: string };

/** Seeking in raw samples is exact and costs nothing, so each chunk is an input of its own. */
export const speechArgs = (pcmPath: string, files: readonly File[]): string[] => [
  ...QUIET,
  ...files.flatMap(({ chunk }) => [
    ...['-f', 's16le', '-ar', `${SPEECH_RATE}`, '-ac', '1'],
    ...['-ss', chunk.start.toFixed(3), '-t', (chunk.end - chunk.start).toFixed(3)],
    ...['-i', pcmPath],
  ]),
  ...files.flatMap(({ path }, index) => ['-map', `${index}:0`, '-c:a', 'flac', '-f', 'flac', path]),
];

export const encodeSpeech =
  (ffmpeg: string, cores: number): SpeechPorts['encodeSpeech'] =>
  async ({ pcmPath, folder, chunks, signal }) => {
    const files = chunks.map((chunk, index) => ({ chunk, path: `${folder}/speech-${index}.flac` }));
    const batches = Array.from({ length: Math.ceil(files.length / PER_PROCESS) }, (_, index) =>
      files.slice(index * PER_PROCESS, (index + 1) * PER_PROCESS),
    );
    const limit = pLimit(cores);
    const encode = (batch: File[]) =>
      runEngine({
        program: ffmpeg,
        args: speechArgs(pcmPath, batch),
        signal,
        limits: shortLimits,
      });
    await Promise.all(batches.map(batch => limit(encode, batch)));
    return files.map(({ path }) => path);
  };
