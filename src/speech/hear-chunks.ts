import { join } from 'node:path';
import pLimit from 'p-limit';
import { findArtifact, type StageWork } from '../pipeline/stage.ts';
import { StageError } from '../pipeline/stage-error.ts';
import type { SpeechEngine } from './ports.ts';
import type { SpeechAudio } from './speech-audio.contract.ts';
import { type HeardChunk, stitchClips } from './stitch-clips.ts';
import type { Word } from './transcript.contract.ts';

type Chunk = SpeechAudio['chunks'][number];
type Heard = HeardChunk & { language?: string };

/** Sends all chunks to an engine, as many at once as it takes, and joins the answers. */
export async function hearChunks(work: StageWork, engine: SpeechEngine, chunks: readonly Chunk[]) {
  // One failed chunk stops the others: their answers would be thrown away.
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  const limit = pLimit(engine.parallel);
  const meter = progressMeter(work, chunks);
  const hear = async (chunk: Chunk) => {
    signal.throwIfAborted();
    const heard = await hearChunk(work, engine, chunk, signal);
    meter(chunk);
    return heard;
  };
  try {
    const heard = await Promise.all(chunks.map(chunk => limit(hear, chunk)));
    return { words: stitchClips(heard), language: mostSpoken(heard) };
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    limit.clearQueue();
  }
}

async function hearChunk(
  work: StageWork,
  engine: SpeechEngine,
  chunk: Chunk,
  signal: AbortSignal,
): Promise<Heard> {
  const artifact = findArtifact(work, 'speech_audio', chunk.name);
  if (!artifact) throw new StageError('missing_input', { detail: `speech audio ${chunk.name}` });
  const path = join(work.scratch, chunk.name);
  await work.download(artifact, path);
  const { language, prompt } = work.config.transcription;
  const clip = { path, name: chunk.name, durationSeconds: chunk.end - chunk.start };
  const heard = await engine.hear(clip, { language, prompt }, signal);
  return { ...heard, start: chunk.start, end: chunk.end };
}

function progressMeter(work: StageWork, chunks: readonly Chunk[]) {
  const total = audioSeconds(chunks);
  let done = 0;
  return ({ start, end }: Chunk) => {
    done += end - start;
    work.progress((done / total) * 100);
  };
}

export const audioSeconds = (chunks: readonly Chunk[]) =>
  chunks.reduce((sum, { start, end }) => sum + end - start, 0);

/** The language with the most words: one chunk of a quotation must not name the whole. */
function mostSpoken(heard: readonly { language?: string; words: readonly Word[] }[]) {
  const counts = new Map<string, number>();
  for (const { language, words } of heard) {
    if (language) counts.set(language, (counts.get(language) ?? 0) + words.length);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
