import { join } from 'node:path';
import pLimit from 'p-limit';
import type { Range } from '../documents/ranges.ts';
import { audioSeconds, type SpeechAudio } from '../documents/speech-audio.contract.ts';
import { needArtifact } from '../pipeline/stages/stage.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';
import { mostSpoken } from './most-spoken.ts';
import type { SpeechClip, SpeechEngine } from './ports.ts';
import { soundOf, soundWithin } from './sound-in-clip.ts';
import { type RecognizedChunk, stitchClips } from './stitch-clips.ts';

type Chunk = SpeechAudio['chunks'][number];

/** Sends all chunks to an engine, as many at once as it takes, and joins the answers. */
export async function transcribeChunks(
  work: RecordingWork,
  engine: SpeechEngine,
  chunks: readonly Chunk[],
) {
  // One failed chunk stops the others: their answers would be thrown away.
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  const limit = pLimit(engine.parallel);
  const meter = progressMeter(work, chunks);
  const sound = await soundOf(work);
  const transcribe = async (
    chunk: Chunk,
  ): Promise<RecognizedChunk & { language?: string | undefined }> => {
    signal.throwIfAborted();
    const clip = await fetchClip(work, chunk, sound);
    const { language, prompt } = work.config.transcription;
    const words = await engine.transcribe(clip, { language, prompt }, signal);
    const recognized = { ...words, start: chunk.start, end: chunk.end };
    meter(chunk);
    return recognized;
  };
  try {
    const recognized = await Promise.all(chunks.map(chunk => limit(transcribe, chunk)));
    return { words: stitchClips(recognized), language: mostSpoken(recognized) };
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    limit.clearQueue();
  }
}

async function fetchClip(
  work: RecordingWork,
  chunk: Chunk,
  sound: readonly Range[] | undefined,
): Promise<SpeechClip> {
  const artifact = needArtifact(work, 'speech_audio', chunk.name);
  const path = join(work.scratch, chunk.name);
  await work.download(artifact, path);
  const clip = { path, name: chunk.name, durationSeconds: chunk.end - chunk.start };
  return sound ? { ...clip, sound: soundWithin(sound, chunk) } : clip;
}

function progressMeter(work: RecordingWork, chunks: readonly Chunk[]) {
  const total = audioSeconds(chunks);
  let done = 0;
  return ({ start, end }: Chunk) => {
    done += end - start;
    work.progress((done / total) * 100);
  };
}
