import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wordErrorRate } from '../../local/sample/word-error-rate.ts';
import { createMediaEngine } from '../../src/adapters/ffmpeg/media-engine.ts';
import { fasterWhisper } from '../../src/adapters/speech/offline/faster-whisper.ts';
import { audioSeconds, SpeechAudio } from '../../src/documents/speech-audio.contract.ts';
import { Transcript } from '../../src/documents/transcript.contract.ts';
import { analyzeStage } from '../../src/media/analyze/analyze.ts';
import { transcribeStage } from '../../src/speech/transcribe-stage.ts';
import type { Bench } from '../bench.contract.ts';
import { localWork } from '../local-work.ts';
import { withPeakMemory } from '../media/peak-memory.ts';
import { childrenSeconds } from './processor-seconds.ts';
import { type SpeechSample, speechSamples } from './samples.ts';

type Row = {
  name: string;
  language: string;
  words: number;
  word_error_rate: number;
  confidence: number;
  audio_seconds: number;
  processor_seconds: number;
  wall_seconds: number;
  memory_mb: number;
};

/** How the offline engine hears what is known to be said: errors, sureness, speed and memory. */
export const speechBench: Bench = async ({ seconds, json }) => {
  const folder = await mkdtemp(join(tmpdir(), 'castline-speech-'));
  try {
    const rows: Row[] = [];
    for (const sample of await speechSamples(folder, seconds)) rows.push(await heard(sample));
    return json ? JSON.stringify(rows) : table(rows);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function heard({ name, path, said }: SpeechSample): Promise<Row> {
  const media = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
  // Without its floor: what would be kept back counts, too.
  const engine = { ...fasterWhisper(), leastConfidence: 0 };
  const work = await localWork(path);
  try {
    await work.time(analyzeStage(media));
    const before = childrenSeconds();
    const { result: wall, megabytes } = await withPeakMemory(() =>
      work.time(transcribeStage({ offline: engine })),
    );
    const transcript = Transcript.parse(
      JSON.parse(await readFile(work.pathOf('transcript'), 'utf8')),
    );
    const { chunks } = SpeechAudio.parse(JSON.parse(await readFile(work.pathOf('speech'), 'utf8')));
    const text = transcript.words.map(word => word.text).join(' ');
    return {
      name,
      language: `${transcript.language} ${transcript.language_probability ?? ''}`,
      words: transcript.words.length,
      word_error_rate: wordErrorRate(said, text),
      confidence: transcript.confidence ?? 0,
      audio_seconds: audioSeconds(chunks),
      processor_seconds: childrenSeconds() - before,
      wall_seconds: wall,
      memory_mb: megabytes(),
    };
  } finally {
    await work.remove();
  }
}

const COLUMNS: readonly [string, number, (row: Row) => string][] = [
  ['recording', 22, row => row.name],
  ['language', 11, row => row.language],
  ['words', 7, row => `${row.words}`],
  ['errors', 8, row => row.word_error_rate.toFixed(3)],
  ['sure', 7, row => row.confidence.toFixed(2)],
  ['sound s', 9, row => row.audio_seconds.toFixed(1)],
  ['processor s', 13, row => row.processor_seconds.toFixed(1)],
  ['× real time', 13, row => (row.audio_seconds / row.processor_seconds).toFixed(1)],
  ['wall s', 8, row => row.wall_seconds.toFixed(1)],
  ['memory MB', 9, row => row.memory_mb.toFixed(0)],
];

function table(rows: readonly Row[]) {
  const line = (text: (column: (typeof COLUMNS)[number]) => string) =>
    COLUMNS.map(column => text(column).padEnd(column[1]))
      .join('')
      .trimEnd();
  return [line(([name]) => name), ...rows.map(row => line(([, , text]) => text(row)))].join('\n');
}
