import pLimit from 'p-limit';
import { lengthOf } from '../documents/ranges.ts';
import type { SpeechAudio } from '../documents/speech-audio.contract.ts';
import type { RecordingWork } from '../pipelines/recording-work.ts';
import { placeWords } from './batch/place-words.ts';
import { planFiles, type SpeechFile } from './batch/plan-files.ts';
import { detectLanguage } from './detect-language.ts';
import { fetchClips } from './fetch-clips.ts';
import type { RecognizedClip, SpeechEngine } from './ports.ts';
import { pullToSound } from './pull-to-sound.ts';
import { recordingLanguage } from './recording-language.ts';
import { soundOf } from './sound-in-clip.ts';
import { type RecognizedChunk, stitchClips } from './stitch-clips.ts';

type Chunk = SpeechAudio['chunks'][number];

/**
 * Sends all chunks to an engine, as many at once as it takes, and joins the answers. An engine that
 * hears better with more around gets several as one clip.
 */
export async function transcribeChunks(
  work: RecordingWork,
  engine: SpeechEngine,
  chunks: readonly Chunk[],
) {
  // One failed clip stops the others: their answers would be thrown away.
  const stop = new AbortController();
  const signal = AbortSignal.any([work.signal, stop.signal]);
  const limit = pLimit(engine.parallel);
  const sized = chunks.map(chunk => ({ ...chunk, size: lengthOf(chunk) }));
  const files = planFiles(sized, engine.joins?.seconds ?? 0);
  const meter = progressMeter(work, files);
  const sound = await soundOf(work);
  const clipOf = fetchClips(work, { engine, sound, signal });
  const { language, prompt } = work.config.transcription;
  const transcribe = async (file: SpeechFile, likelyLanguage: string | undefined) => {
    signal.throwIfAborted();
    const request = { language, prompt, ...(likelyLanguage && { likelyLanguage }) };
    const clip = await engine.transcribe(await clipOf(file), request, signal);
    meter(file);
    return { ...clip, chunks: inChunks(clip, file) };
  };
  try {
    const detected =
      language === 'auto' ? await detectLanguage({ engine, files, clipOf, signal }) : undefined;
    const recognized = await Promise.all(
      files.map(file => limit(transcribe, file, detected?.language)),
    );
    const words = stitchClips(recognized.flatMap(clip => clip.chunks));
    return {
      words: sound ? pullToSound(words, sound) : words,
      hasSpeech: recognized.some(clip => clip.hasSpeech),
      ...recordingLanguage(recognized, detected),
    };
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    limit.clearQueue();
    await engine.close?.();
  }
}

function inChunks({ words }: RecognizedClip, { pieces }: SpeechFile): RecognizedChunk[] {
  const [piece, ...more] = pieces;
  if (!piece || more.length > 0) return placeWords(words, pieces);
  return [{ start: piece.start, end: piece.end, words }];
}

function progressMeter(work: RecordingWork, files: readonly SpeechFile[]) {
  const total = files.reduce((sum, { seconds }) => sum + seconds, 0);
  let done = 0;
  return ({ seconds }: SpeechFile) => {
    done += seconds;
    work.progress((done / total) * 100);
  };
}
