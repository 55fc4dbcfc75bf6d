import type { SpeechAudio } from '../../documents/speech-audio.contract.ts';
import type { Word } from '../../documents/transcript.contract.ts';
import { findArtifact, type Unfinished } from '../../pipeline/stages/stage.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { mostSpoken } from '../most-spoken.ts';
import { languageCode } from '../remote/language-code.ts';
import { hasText, VerboseAnswer } from '../remote/verbose-answer.contract.ts';
import { soundOf } from '../sound-in-clip.ts';
import { stitchClips } from '../stitch-clips.ts';
import { followJob, type JobProgress, waitSeconds } from './follow-job.ts';
import { jobFiles } from './job-files.ts';
import { placeWords, soundInFile } from './place-words.ts';
import { planFiles, type SpeechFile } from './plan-files.ts';
import type { BatchSpeech } from './ports.ts';
import { wordsOf } from './read-answer.ts';
import { SUBMITTED_PERCENT, submitFiles } from './submit-files.ts';

type Recognized = { words: Word[]; language: string | undefined; hasSpeech: boolean };

/**
 * Transcribes all chunks by jobs that take minutes to hours. The first run, in a container, submits;
 * later runs ask, until all answers are stored. Nobody waits inside a run.
 */
export async function transcribeByJobs(
  work: RecordingWork,
  batch: BatchSpeech,
  chunks: SpeechAudio['chunks'],
): Promise<Recognized | { unfinished: Unfinished }> {
  const sizeOf = (name: string) => findArtifact(work, 'speech_audio', name)?.size_bytes ?? 0;
  const sized = chunks.map(chunk => ({ ...chunk, size: sizeOf(chunk.name) }));
  const files = planFiles(sized, batch.service.maxFileBytes);
  const { join } = batch;
  if (join && files.length > 0) {
    await submitFiles(work, { ...batch, join }, files);
    return { unfinished: { waitSeconds: waitSeconds(0) } };
  }
  const jobs: JobProgress[] = [];
  for (const file of files) jobs.push(await followJob(work, batch, file));
  tellProgress(work, jobs);
  const waits = jobs.flatMap(job => (job.done ? [] : [job.waitSeconds]));
  if (waits.length > 0) return { unfinished: { waitSeconds: Math.min(...waits) } };
  return joinAnswers(work, files);
}

function tellProgress(work: RecordingWork, jobs: readonly JobProgress[]) {
  const shares = jobs.map(job => (job.done ? 1 : job.share));
  const mean = shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length);
  work.progress(SUBMITTED_PERCENT + mean * (100 - SUBMITTED_PERCENT));
}

async function joinAnswers(work: RecordingWork, files: readonly SpeechFile[]): Promise<Recognized> {
  const sound = await soundOf(work);
  const recognized = await Promise.all(
    files.map(async file => {
      const text = await jobFiles(work.interim, file).answer();
      const answer = VerboseAnswer.parse(JSON.parse(text ?? ''));
      const inFile = sound && { sound: soundInFile(sound, file.pieces) };
      const words = wordsOf(answer, { durationSeconds: file.seconds, ...inFile });
      const usable = 'kind' in words ? [] : words;
      return {
        language: languageCode(answer.language),
        words: usable,
        hasSpeech: hasText(answer),
        placed: placeWords(usable, file.pieces),
      };
    }),
  );
  return {
    words: stitchClips(recognized.flatMap(({ placed }) => placed)),
    language: mostSpoken(recognized),
    hasSpeech: recognized.some(({ hasSpeech }) => hasSpeech),
  };
}
